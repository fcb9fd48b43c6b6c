#include "core/engine/recording.h"

#include "core/signing/primitives.h"

#include <array>

namespace hw::engine {

namespace {

/// Enough to see a change; too short to confirm a guess at a weak secret for certain.
constexpr qsizetype fingerprintSize = 8;

QByteArray fingerprint(const SecretString& secret, const Event& event)
{
    const QByteArray id = event.id.toLatin1();
    const std::array<QByteArrayView, 2> parts{"headwater fingerprint ", id};
    return signing::hmac(signing::Hash::Sha256, secret.view(), parts).first(fingerprintSize).toHex();
}

} // namespace

Recording newRecording(const SourceRuntime& source, const EnvironmentRuntime& environment, const Event& event,
                       Timestamp clock, quint64 seed)
{
    // The script's own clock has milliseconds, and so has the record.
    Recording recording{std::chrono::floor<std::chrono::milliseconds>(clock), seed, {}};
    for (const signing::NamedSecret& secret : environment.secrets) {
        if (source.settings.signing.secrets.contains(secret.name) ||
            source.compileRequest.source.contains(secret.name.toUtf8()))
            recording.secrets.push_back({secret.name, fingerprint(secret.value, event)});
    }
    return recording;
}

QStringList changedSecrets(const Recording& recording, const EnvironmentRuntime& environment, const Event& event)
{
    QStringList changed;
    for (const SecretFingerprint& recorded : recording.secrets) {
        const SecretString* secret = environment.secret(recorded.name);
        if (!secret || fingerprint(*secret, event) != recorded.value)
            changed.append(recorded.name);
    }
    return changed;
}

Verification reusedVerification(Verification recorded, const QStringList& changed)
{
    recorded.checks.push_back(
        {QStringLiteral("recorded"), std::nullopt,
         QStringLiteral("as recorded: %1 changed since").arg(changed.join(QStringLiteral(", ")))});
    return recorded;
}

} // namespace hw::engine
