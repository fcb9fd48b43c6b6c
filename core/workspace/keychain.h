#pragma once

#include "core/workspace/secretstore.h"

#include <QString>

#include <chrono>

namespace hw::workspace {

/// The system's keychain through QtKeychain, the only file that knows it. One entry a secret: the service is
/// "headwater" and the workspace's id, the key is "<environment>/<name>".
///
/// SecretStoreLocked where a person does not unlock it in time or refuses; SecretStoreBroken where there is no working
/// keychain behind the session bus.
class Keychain final : public SecretBackend
{
public:
    explicit Keychain(const QString& workspaceId, std::chrono::milliseconds limit = std::chrono::seconds(2));

    /// Whether a session bus accepts connections; asked without waiting for it. Only local sockets count.
    [[nodiscard]] static bool isSessionBusReachable();

    [[nodiscard]] Result<SecretValues> load(const QString& environment, const QStringList& names) override;
    [[nodiscard]] Result<void> set(const QString& environment, const QString& name, const SecretString& value) override;
    [[nodiscard]] Result<bool> remove(const QString& environment, const QString& name) override;

private:
    QString m_service;
    std::chrono::milliseconds m_limit;
};

} // namespace hw::workspace
