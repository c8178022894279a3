"""Certificates for servers on this machine: good ones, and ones that nobody may trust."""

from __future__ import annotations

import datetime as dt
import ipaddress
import ssl
from typing import TYPE_CHECKING, NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

if TYPE_CHECKING:
    from pathlib import Path

_DAY = dt.timedelta(days=1)


class Authority(NamedTuple):
    """One that signs certificates."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def pem(self) -> str:
        """What trusts it."""
        return self.certificate.public_bytes(serialization.Encoding.PEM).decode()


def authority() -> Authority:
    """Return a new authority that no system trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name("Invented authority")
    start = _now() - _DAY
    built = (
        _builder(name, name, key, (start, start + 30 * _DAY))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    return Authority(key, built.sign(key, hashes.SHA256()))


def served_by(
    folder: Path, *hosts: str, signer: Authority | None = None, days: tuple[int, int] = (-1, 30)
) -> ssl.SSLContext:
    """Return what a server speaks TLS with.

    Args:
        folder: where its key may lie.
        hosts: the names and addresses that the certificate is for.
        signer: who signed it; None: it itself.
        days: from when until when it is good, counted from today.

    """
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name(hosts[0])
    issuer = signer.certificate.subject if signer else subject
    built = _builder(subject, issuer, key, (_now() + days[0] * _DAY, _now() + days[1] * _DAY)).add_extension(
        x509.SubjectAlternativeName([_alternative(host) for host in hosts]), critical=False
    )
    signing = signer.key if signer else key
    named = x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key())
    certificate = built.add_extension(named, critical=False).sign(signing, hashes.SHA256())
    file = folder / f"{x509.random_serial_number()}.pem"
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, good: tuple[dt.datetime, dt.datetime]
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(good[0])
        .not_valid_after(good[1])
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _alternative(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
