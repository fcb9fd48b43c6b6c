#include "ui/models/differencetext.h"

#include "core/base/json.h"

#include <QCoreApplication>
#include <QMap>
#include <QStringList>

#include <algorithm>

namespace hw::models {

using engine::Difference;
using engine::DifferenceKind;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(hw::models::DifferenceText)
};

constexpr qsizetype longestValue = 160;

QString elided(const json::Value& value)
{
    const QString text = QString::fromUtf8(json::write(value));
    return text.size() <= longestValue ? text : text.left(longestValue - 1) + QChar(0x2026);
}

QString sideText(const json::Value& value)
{
    return value.isUndefined() ? Texts::tr("nothing") : elided(value);
}

QString change(const Difference& one)
{
    return sideText(one.before) + QStringLiteral(" → ") + sideText(one.after);
}

/// Without quotes around names that are codes.
QString plainChange(const Difference& one)
{
    return one.before.toString() + QStringLiteral(" → ") + one.after.toString();
}

/// " name", or nothing.
QString place(const Difference& one)
{
    return one.path.isEmpty() ? QString() : u' ' + one.path;
}

/// What a kind of difference comes to, however many there are.
QString summary(DifferenceKind kind, const Difference& first, int count)
{
    switch (kind) {
    case DifferenceKind::ErrorNew:
        return first.path.isEmpty() ? Texts::tr("throws") : Texts::tr("throws at line %1").arg(first.path);
    case DifferenceKind::ErrorFixed: return Texts::tr("throws no more");
    case DifferenceKind::ErrorMoved: return Texts::tr("throws at another line");
    case DifferenceKind::ErrorChanged: return Texts::tr("throws something else");
    case DifferenceKind::Verification: return Texts::tr("verification");
    case DifferenceKind::Status: return Texts::tr("status: %1").arg(plainChange(first));
    case DifferenceKind::EventType: return Texts::tr("event type");
    case DifferenceKind::Timestamp: return Texts::tr("timestamp");
    case DifferenceKind::Key: return Texts::tr("idempotency key");
    case DifferenceKind::Preprocess: return Texts::tr("%n field(s)", nullptr, count);
    case DifferenceKind::ActionAdded: return Texts::tr("%n action(s) added", nullptr, count);
    case DifferenceKind::ActionRemoved: return Texts::tr("%n action(s) removed", nullptr, count);
    case DifferenceKind::ActionChanged: return Texts::tr("%n action value(s)", nullptr, count);
    case DifferenceKind::ActionSkipped: return Texts::tr("%n action(s) skipped", nullptr, count);
    case DifferenceKind::Answer: return Texts::tr("answer");
    }
    return {};
}

} // namespace

QString differenceText(const Difference& one)
{
    switch (one.kind) {
    case DifferenceKind::Status: return Texts::tr("status: %1").arg(plainChange(one));
    case DifferenceKind::Verification: return Texts::tr("verification: %1").arg(plainChange(one));
    case DifferenceKind::ErrorNew:
        return one.path.isEmpty() ? Texts::tr("new error: %1").arg(one.after.toString())
                                  : Texts::tr("new error at line %1: %2").arg(one.path, one.after.toString());
    case DifferenceKind::ErrorFixed:
        return one.path.isEmpty() ? Texts::tr("fixed error: %1").arg(one.before.toString())
                                  : Texts::tr("fixed error of line %1: %2").arg(one.path, one.before.toString());
    case DifferenceKind::ErrorMoved: return Texts::tr("the error moved: line %1").arg(change(one));
    case DifferenceKind::ErrorChanged: return Texts::tr("another error: %1").arg(plainChange(one));
    case DifferenceKind::EventType: return Texts::tr("event type: %1").arg(plainChange(one));
    case DifferenceKind::Timestamp: return Texts::tr("timestamp: %1").arg(change(one));
    case DifferenceKind::Key: return Texts::tr("idempotency key: %1").arg(change(one));
    case DifferenceKind::Preprocess: return Texts::tr("preprocess%1: %2").arg(place(one), change(one));
    case DifferenceKind::ActionAdded: return QStringLiteral("+ %1 %2").arg(one.action, elided(one.after));
    case DifferenceKind::ActionRemoved:
        return QStringLiteral("- %1%2 %3")
            .arg(one.action, one.path.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(one.path),
                 elided(one.before));
    case DifferenceKind::ActionChanged: return QStringLiteral("%1%2: %3").arg(one.action, place(one), change(one));
    case DifferenceKind::ActionSkipped: return Texts::tr("%1 skipped: %2").arg(one.action, plainChange(one));
    case DifferenceKind::Answer: return Texts::tr("answer%1: %2").arg(place(one), change(one));
    }
    return {};
}

QString differencesSummary(const std::vector<Difference>& differences)
{
    // Causes stand first; an error says it all, what follows from it would only hide it.
    const auto isError = [](const Difference& one) {
        return one.kind == DifferenceKind::ErrorNew || one.kind == DifferenceKind::ErrorFixed ||
               one.kind == DifferenceKind::ErrorMoved || one.kind == DifferenceKind::ErrorChanged;
    };
    const auto error = std::find_if(differences.begin(), differences.end(), isError);
    if (error != differences.end())
        return summary(error->kind, *error, 1);
    const bool hasMore = std::any_of(differences.begin(), differences.end(),
                                     [](const Difference& one) { return one.kind != DifferenceKind::Status; });
    QMap<DifferenceKind, int> counts;
    for (const Difference& one : differences)
        ++counts[one.kind];
    QStringList parts;
    for (const Difference& one : differences) {
        const int count = counts.take(one.kind);
        if (count > 0 && !(hasMore && one.kind == DifferenceKind::Status))
            parts.append(summary(one.kind, one, count));
    }
    return parts.join(QStringLiteral(", "));
}

StatusLabel verdictLabel(engine::Verdict verdict)
{
    switch (verdict) {
    case engine::Verdict::NowFails: return {Texts::tr("Now fails"), QStringLiteral("x"), Tone::Fail};
    case engine::Verdict::NowPasses: return {Texts::tr("Now passes"), QStringLiteral("check"), Tone::Ok};
    case engine::Verdict::Changed: return {Texts::tr("Changed"), QStringLiteral("pencil"), Tone::Warn};
    case engine::Verdict::Same: break;
    }
    return {Texts::tr("Same"), QStringLiteral("check"), Tone::Neutral};
}

} // namespace hw::models
