#include "ui/models/launchsetting.h"

namespace hw::models {

namespace {

QString listenMember()
{
    return QStringLiteral("listen");
}

QString tlsMember()
{
    return QStringLiteral("tls");
}

} // namespace

bool listensAtLaunch(const workspace::LocalSettings& local)
{
    const json::Value* value = local.window.find(listenMember());
    return !value || !value->isBool() || value->toBool();
}

void setListensAtLaunch(workspace::LocalSettings& local, bool listens)
{
    if (listens)
        local.window.remove(listenMember());
    else
        local.window.set(listenMember(), false);
}

bool listensWithTls(const workspace::LocalSettings& local)
{
    const json::Value* value = local.window.find(tlsMember());
    return value && value->isBool() && value->toBool();
}

void setListensWithTls(workspace::LocalSettings& local, bool tls)
{
    if (tls)
        local.window.set(tlsMember(), true);
    else
        local.window.remove(tlsMember());
}

QString certificateFile(const QString& data)
{
    return data + QStringLiteral("/tls/certificate.pem");
}

} // namespace hw::models
