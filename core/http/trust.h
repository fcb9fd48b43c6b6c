#pragma once

#include <QSslCertificate>
#include <QSslConfiguration>

/// Whose certificates are believed by what sends requests over TLS.
namespace hw::http {

/// The system's authorities, those in the PEM file that the environment variable SSL_CERT_FILE names (as with OpenSSL's
/// programs; here they come on top of the system's), and `more`. A file that cannot be read adds none, and the log says
/// so.
[[nodiscard]] QSslConfiguration trustingConfiguration(const QList<QSslCertificate>& more = {});

} // namespace hw::http
