"""A proxy to PostgreSQL that takes only TLS, with a certificate made for it: the server of the tests has none."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from tcp_proxy import TcpProxy

SSL_REQUEST = bytes.fromhex("0000000804d2162f")
"""https://www.postgresql.org/docs/current/protocol-message-formats.html#PROTOCOL-MESSAGE-FORMATS-SSLREQUEST"""


class TlsProxy(TcpProxy):
    """Hangs up on whoever doesn't ask for TLS."""

    def __init__(self, url: str, folder: Path) -> None:
        super().__init__(url)
        self.certificate = folder / "server.crt"
        key = folder / "server.key"
        certify("127.0.0.1", self.certificate, key)
        self._tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self._tls.load_cert_chain(self.certificate, key)

    async def _call(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if await reader.read(len(SSL_REQUEST)) != SSL_REQUEST:
            writer.transport.abort()
            return
        writer.write(b"S")
        try:
            await writer.start_tls(self._tls)
        except OSError:  # a client that does not trust the certificate
            writer.transport.abort()
            return
        await super()._call(reader, writer)


@asynccontextmanager
async def behind_tls(url: str, folder: Path) -> AsyncIterator[tuple[TlsProxy, str]]:
    """Open a proxy to this database; give it, and the database's URL through it."""
    it = TlsProxy(url, folder)
    address = await it.open()
    try:
        yield it, address
    finally:
        await it.close()


def certify(host: str, certificate: Path, key: Path) -> None:
    """Write a certificate that the host signs itself, and its key."""
    private, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))]), critical=True)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(private, hashes.SHA256())
    )
    certificate.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    key.write_bytes(private.private_bytes(serialization.Encoding.PEM, *plain))
