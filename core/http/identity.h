#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/secretstring.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace hw::http {

/// What a listener shows of itself over TLS.
struct TlsIdentity
{
    QByteArray certificate; ///< PEM
    SecretString key;       ///< PEM

    /// SHA-256 of the certificate as browsers and `openssl x509 -fingerprint` show it: "AB:CD:…".
    [[nodiscard]] QString fingerprint() const;
};

/// A certificate signed by itself for these names and addresses, with a key on P-256, good for 825 days (what clients
/// accept at most).
[[nodiscard]] Result<TlsIdentity> makeIdentity(const QStringList& names, Timestamp now);

/// The identity kept in a folder (certificate.pem, and key.pem for the owner alone). It is made where there is none,
/// and made anew where the kept one ends within 30 days or does not name all of the names. ParseError with the file
/// where the kept one cannot be read; IoError.
[[nodiscard]] Result<TlsIdentity> keptIdentity(const QString& folder, const QStringList& names, Timestamp now);

} // namespace hw::http
