#include "ui/models/launchsetting.h"

namespace hw::models {

namespace {

QString member()
{
    return QStringLiteral("listen");
}

} // namespace

bool listensAtLaunch(const workspace::LocalSettings& local)
{
    const json::Value* value = local.window.find(member());
    return !value || !value->isBool() || value->toBool();
}

void setListensAtLaunch(workspace::LocalSettings& local, bool listens)
{
    if (listens)
        local.window.remove(member());
    else
        local.window.set(member(), false);
}

} // namespace hw::models
