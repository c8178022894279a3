"""The pages of the window: one file each, imported on the first visit; none knows another."""
