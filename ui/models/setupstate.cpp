#include "ui/models/setupstate.h"

namespace hw::models {

namespace {

constexpr QStringView member = u"setup";

} // namespace

std::optional<SetupState> setupOf(const workspace::LocalSettings& local, const QString& key)
{
    const json::Value& state = local.window[member][key];
    if (!state.isObject())
        return std::nullopt;
    return SetupState{state[u"step"].toString(), state[u"way"].toString()};
}

void setSetup(workspace::LocalSettings& local, const QString& key, const std::optional<SetupState>& state)
{
    json::Object all = local.window[member].toObject();
    if (state)
        all.set(key, json::Object{{QStringLiteral("step"), state->step}, {QStringLiteral("way"), state->way}});
    else
        all.remove(key);
    if (all.isEmpty())
        local.window.remove(member);
    else
        local.window.set(member.toString(), std::move(all));
}

} // namespace hw::models
