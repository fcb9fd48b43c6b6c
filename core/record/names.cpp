#include "core/record/run.h"

#include <array>

namespace hw {

namespace {

template<class Enum>
struct Name
{
    Enum value;
    QLatin1String text;
};
template<class Enum>
Name(Enum, QLatin1String) -> Name<Enum>; // Clang 14 deduces none for an aggregate

constexpr std::array eventNames{
    Name{EventStatus::Received, QLatin1String("received")}, Name{EventStatus::Processed, QLatin1String("processed")},
    Name{EventStatus::Probe, QLatin1String("probe")},       Name{EventStatus::Refused, QLatin1String("refused")},
    Name{EventStatus::Ignored, QLatin1String("ignored")},   Name{EventStatus::Duplicate, QLatin1String("duplicate")},
    Name{EventStatus::Error, QLatin1String("error")},       Name{EventStatus::Waiting, QLatin1String("waiting")},
    Name{EventStatus::Paused, QLatin1String("paused")},     Name{EventStatus::Incomplete, QLatin1String("incomplete")},
    Name{EventStatus::Unrouted, QLatin1String("unrouted")},
};

constexpr std::array verificationNames{
    Name{VerificationStatus::Verified, QLatin1String("verified")},
    Name{VerificationStatus::Failed, QLatin1String("failed")},
    Name{VerificationStatus::Unverified, QLatin1String("unverified")},
    Name{VerificationStatus::Error, QLatin1String("error")},
};

constexpr std::array scriptNames{
    Name{ScriptStatus::None, QLatin1String("none")},     Name{ScriptStatus::Ok, QLatin1String("ok")},
    Name{ScriptStatus::Error, QLatin1String("error")},   Name{ScriptStatus::Timeout, QLatin1String("timeout")},
    Name{ScriptStatus::Memory, QLatin1String("memory")},
};

constexpr std::array actionNames{
    Name{ActionStatus::Planned, QLatin1String("planned")},     Name{ActionStatus::Pending, QLatin1String("pending")},
    Name{ActionStatus::Succeeded, QLatin1String("succeeded")}, Name{ActionStatus::Failed, QLatin1String("failed")},
    Name{ActionStatus::Dead, QLatin1String("dead")},           Name{ActionStatus::Skipped, QLatin1String("skipped")},
};

template<class Names, class Enum>
QString nameOf(const Names& names, Enum value)
{
    for (const auto& name : names) {
        if (name.value == value)
            return name.text;
    }
    return {};
}

template<class Enum, class Names>
std::optional<Enum> valueOf(const Names& names, QStringView text)
{
    for (const auto& name : names) {
        if (text == name.text)
            return name.value;
    }
    return std::nullopt;
}

} // namespace

QString toString(EventStatus status)
{
    return nameOf(eventNames, status);
}

QString toString(VerificationStatus status)
{
    return nameOf(verificationNames, status);
}

QString toString(ScriptStatus status)
{
    return nameOf(scriptNames, status);
}

QString toString(ActionStatus status)
{
    return nameOf(actionNames, status);
}

std::optional<EventStatus> eventStatusFrom(QStringView text)
{
    return valueOf<EventStatus>(eventNames, text);
}

std::optional<VerificationStatus> verificationStatusFrom(QStringView text)
{
    return valueOf<VerificationStatus>(verificationNames, text);
}

std::optional<ScriptStatus> scriptStatusFrom(QStringView text)
{
    return valueOf<ScriptStatus>(scriptNames, text);
}

std::optional<ActionStatus> actionStatusFrom(QStringView text)
{
    return valueOf<ActionStatus>(actionNames, text);
}

} // namespace hw
