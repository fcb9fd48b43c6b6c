#include "ui/models/coveragetext.h"

#include "ui/models/eventtext.h"
#include "ui/models/mappingtext.h"

#include <QCoreApplication>

namespace hw::models {

using engine::CoverageFinding;
using Kind = CoverageFix::Kind;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Coverage)
};

bool isCode(const CoverageFinding& one, const char* code)
{
    return one.code == QLatin1String(code);
}

QString share(const CoverageFinding& one)
{
    return Texts::tr("%1 of %n event(s)", nullptr, static_cast<int>(one.of)).arg(one.count);
}

/// "users_identify.email" → "Identify user › Email"; an action alone → its title.
QString subjectText(const QString& subject)
{
    const QString action = subject.section(u'.', 0, 0);
    const QString parameter = subject.section(u'.', 1);
    return parameter.isEmpty() ? actionTitle(action)
                               : Texts::tr("%1 › %2").arg(actionTitle(action), parameterTitle(action, parameter));
}

QString quoted(const QString& text)
{
    return text.contains(u' ') || text.contains(u'"') ? QStringLiteral("\"%1\"").arg(QString(text).replace(u'"', u' '))
                                                      : text;
}

} // namespace

QString findingText(const CoverageFinding& one)
{
    const QString about = subjectText(one.subject);
    if (isCode(one, "inactive"))
        return Texts::tr("%1 is switched off").arg(about);
    if (isCode(one, "type_never_seen"))
        return Texts::tr("%1 is mapped to a type that was never seen").arg(about);
    if (isCode(one, "never_fires"))
        return Texts::tr("%1 never fires").arg(about);
    if (isCode(one, "condition_always"))
        return Texts::tr("The condition of %1 was always true").arg(about);
    if (isCode(one, "condition_never"))
        return Texts::tr("The condition of %1 was never true").arg(about);
    if (isCode(one, "required_missing"))
        return Texts::tr("%1 is required and missing in %2").arg(about, share(one));
    if (isCode(one, "often_missing"))
        return Texts::tr("%1 is missing in %2").arg(about, share(one));
    if (isCode(one, "wrong_type"))
        return Texts::tr("%1 has a type that does not fit in %2").arg(about, share(one));
    if (isCode(one, "expression_failed"))
        return Texts::tr("The expression of %1 failed in %2").arg(about, share(one));
    if (isCode(one, "type_changed"))
        return Texts::tr("%1 was %2 and is %3 now").arg(about, one.before, one.detail);
    if (isCode(one, "unmapped_type"))
        return Texts::tr("Seen and not mapped: %1").arg(share(one));
    if (isCode(one, "new_field"))
        return Texts::tr("New field %1 (%2)").arg(one.subject, one.detail);
    if (isCode(one, "lost_field"))
        return Texts::tr("%1 is gone from the last %n event(s)", nullptr, static_cast<int>(one.count)).arg(one.subject);
    if (isCode(one, "new_type"))
        return Texts::tr("%1 was %2 and is %3 now").arg(one.subject, one.before, one.detail);
    if (isCode(one, "new_value"))
        return Texts::tr("%1 has the new value %2").arg(one.subject, one.detail);
    return one.code;
}

QString findingHelp(const CoverageFinding& one)
{
    QStringList lines;
    if (isCode(one, "never_fires")) {
        lines.append(Texts::tr("None of %n event(s) of this type led to it.", nullptr, static_cast<int>(one.of)));
        const QString action = one.subject.section(u'.', 0, 0);
        const QString reason = mappingReasonText(action, one.detail);
        if (!reason.isEmpty())
            lines.append(Texts::tr("Most often: %1").arg(reason));
    } else if (isCode(one, "type_never_seen")) {
        lines.append(Texts::tr("Among %n event(s) none was of this type.", nullptr, static_cast<int>(one.of)));
    } else if (isCode(one, "condition_always")) {
        lines.append(Texts::tr("It decided nothing in %n event(s).", nullptr, static_cast<int>(one.of)));
    } else if (isCode(one, "condition_never")) {
        lines.append(Texts::tr("It held in none of %n event(s).", nullptr, static_cast<int>(one.of)));
    } else if (isCode(one, "required_missing")) {
        lines.append(Texts::tr("Where it is missing, the action is skipped. A default keeps it going."));
    } else if (isCode(one, "often_missing")) {
        lines.append(Texts::tr("The action is carried out without it. A default fills the gap."));
    } else if (isCode(one, "wrong_type") || isCode(one, "type_changed")) {
        lines.append(Texts::tr("An expression can turn one type into the other."));
    } else if (isCode(one, "unmapped_type")) {
        lines.append(Texts::tr("Nothing happens for these events. Map the type, or ignore it on purpose."));
    } else if (isCode(one, "new_field")) {
        lines.append(Texts::tr("The sender began to send it. It can be mapped now."));
    } else if (isCode(one, "lost_field")) {
        lines.append(Texts::tr("The sender stopped sending it. What is mapped from it is missing now."));
    } else if (isCode(one, "new_type") || isCode(one, "new_value")) {
        lines.append(Texts::tr("The sender changed something in %1.").arg(share(one)));
    }
    if (!one.suggestion.isEmpty())
        lines.append(Texts::tr("Perhaps %1 is meant.").arg(one.suggestion));
    return lines.join(u' ');
}

std::vector<CoverageFix> fixesFor(const CoverageFinding& one, const QString& source)
{
    std::vector<CoverageFix> fixes;
    const bool hasParameter = one.subject.contains(u'.') && !one.mappingId.isEmpty();
    if (isCode(one, "inactive"))
        fixes.push_back({Kind::SwitchOn, Texts::tr("Switch it on"), {}});
    if (!one.suggestion.isEmpty() && !one.mappingId.isEmpty())
        fixes.push_back({Kind::UseType, Texts::tr("Use it for %1").arg(one.suggestion), {}});
    if (isCode(one, "required_missing") || isCode(one, "often_missing"))
        fixes.push_back({Kind::SetDefault, Texts::tr("Set a default…"), {}});
    if (isCode(one, "unmapped_type")) {
        fixes.push_back({Kind::OpenMapping, Texts::tr("Map this type"), {}});
        fixes.push_back({Kind::IgnoreType, Texts::tr("Ignore this type"), {}});
    } else if (hasParameter) {
        fixes.push_back({Kind::OpenSlot, Texts::tr("Open the slot"), {}});
    } else if (isCode(one, "new_field")) {
        fixes.push_back({Kind::OpenMapping, Texts::tr("Use it in the mapping"), {}});
    } else {
        fixes.push_back({Kind::OpenMapping, Texts::tr("Open the mapping"), {}});
    }
    if (!one.example.isEmpty())
        fixes.push_back({Kind::ShowEvent, Texts::tr("Show such an event"), {}});
    if (one.count > 0 || one.of > 0) {
        QString filter = QStringLiteral("source:%1 type:%2").arg(quoted(source), quoted(one.eventType));
        if (one.since && !isCode(one, "unmapped_type"))
            filter += QStringLiteral(" time:>=%1").arg(toIso8601(*one.since));
        if (!isCode(one, "type_never_seen"))
            fixes.push_back({Kind::ShowEvents, Texts::tr("Show the events"), filter});
    }
    return fixes;
}

} // namespace hw::models
