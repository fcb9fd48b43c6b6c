#include "core/http/trust.h"

#include "core/base/logging.h"

#include <QFile>

namespace hw::http {

namespace {

QList<QSslCertificate> certificatesOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        qCWarning(logHttp) << "SSL_CERT_FILE names a file that cannot be read:" << path;
        return {};
    }
    const QList<QSslCertificate> certificates = QSslCertificate::fromDevice(&file);
    if (certificates.isEmpty())
        qCWarning(logHttp) << "SSL_CERT_FILE names a file without a certificate in PEM:" << path;
    return certificates;
}

} // namespace

QSslConfiguration trustingConfiguration(const QList<QSslCertificate>& more)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    QList<QSslCertificate> added = more;
    if (const QString path = qEnvironmentVariable("SSL_CERT_FILE"); !path.isEmpty())
        added += certificatesOf(path);
    // An own list ends Qt's loading of the system's authorities on demand, so that they have to be named as well.
    if (!added.isEmpty())
        configuration.setCaCertificates(QSslConfiguration::systemCaCertificates() + added);
    return configuration;
}

} // namespace hw::http
