"""What-if: changes to a typical week, the figures after them, and the plan that wins the most focus."""
