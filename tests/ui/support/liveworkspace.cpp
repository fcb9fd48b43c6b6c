#include "tests/ui/support/liveworkspace.h"

#include "core/workspace/workspacefiles.h"

#include <QFile>

namespace hw::test {

bool makeLive(const QString& root, const QString& environment, const QString& url, const QByteArray& key, quint16 port,
              const Clock& clock)
{
    qputenv("HEADWATER_SECRET_KNOCK_API_KEY", key);
    auto files = workspace::WorkspaceFiles::isWorkspace(root)
                     ? workspace::WorkspaceFiles::open(root)
                     : workspace::WorkspaceFiles::create(root, QStringLiteral("w"), clock.now());
    if (!files)
        return false;
    workspace::LocalSettings local = (*files)->workspace().local;
    local.port = port;
    workspace::Source source;
    source.key = QStringLiteral("crm");
    source.name = QStringLiteral("CRM");
    source.enforceVerification = false;
    source.enforceIdempotency = false;
    source.signing.scheme = QStringLiteral("none");
    const workspace::EnvironmentState* state = (*files)->workspace().environment(environment);
    workspace::Environment live = state ? state->environment : workspace::Environment{environment, {}, {}, {}, {}};
    live.destination.kind = workspace::DestinationKind::Knock;
    live.destination.url = url;
    live.destination.secret = QString::fromLatin1(workspace::defaultKnockSecret);
    if (!(*files)->saveLocal(local) || !(*files)->saveSource(source) || !(*files)->saveEnvironment(live))
        return false;
    QFile mappings(root + QStringLiteral("/sources/crm/mappings.json"));
    return mappings.open(QIODevice::WriteOnly) &&
           mappings.write(R"({"format":1,"mappings":[{"eventType":"user.updated","action":"users_identify",)"
                          R"("parameters":{"id":{"path":"body.user"},"email":{"path":"body.email"}}}]})") > 0;
}

QByteArray crmBody(const QString& user)
{
    return QStringLiteral(R"({"type":"user.updated","user":"%1","email":"%1@example.com"})").arg(user).toUtf8();
}

} // namespace hw::test
