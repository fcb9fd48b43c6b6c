#pragma once

#include "core/base/clock.h"
#include "core/record/run.h"
#include "core/store/rows.h"

#include <QString>

namespace hw::models {

/// What a source looks like in a row: its name and the provider whose letter tile stands for it.
struct SourceLabel
{
    QString name;
    QString provider; ///< key in the catalogue; empty for unrouted requests

    friend bool operator==(const SourceLabel&, const SourceLabel&) = default;
};

/// The colour family of a chip or a value; the theme has a text, a fill and a graphic colour for each.
enum class Tone { Plain, Ok, Fail, Warn, Neutral };

/// A status as it is shown: colour, icon and word always go together.
struct StatusLabel
{
    QString text;
    QString icon; ///< name of the icon set: "check", "x", "skip", "clock", …
    Tone tone = Tone::Neutral;

    friend bool operator==(const StatusLabel&, const StatusLabel&) = default;
};

[[nodiscard]] StatusLabel statusLabel(EventStatus status, VerificationStatus verification);
[[nodiscard]] StatusLabel actionStatusLabel(ActionStatus status);

/// "Identify user" for "users_identify"; the kind itself where it is unknown.
[[nodiscard]] QString actionTitle(const QString& kind);
/// The icon of an action's kind.
[[nodiscard]] QString actionIcon(const QString& kind);
/// Whom or what an action is about, in one line: "cus_1: set email, plan".
[[nodiscard]] QString actionSummary(const Action& action);
/// Why an action was skipped, in words; empty where there is no reason.
[[nodiscard]] QString reasonText(const QString& reason);
/// A stable reason code of a verification in words ("signature_mismatch").
[[nodiscard]] QString verificationReasonText(const QString& reason);
/// The name of a check ("timestamp") in words.
[[nodiscard]] QString checkTitle(const QString& id);

/// Why requests could not be captured ("stopped", "sleep", "overloaded", the code of an error), in words.
[[nodiscard]] QString missedReasonText(const QString& reason);

/// "9.4 ms", "1.24 s", "2 min 3 s"; an en dash for zero.
[[nodiscard]] QString durationText(std::chrono::microseconds duration);
/// "3.8 KB" (decimal units); bytes below 100.
[[nodiscard]] QString sizeText(qint64 bytes);
/// Local time: "14:32:44.361" today, "22 Nov 14:32" on another day.
[[nodiscard]] QString timeText(Timestamp at, Timestamp now);
/// Local time in full: "Today 14:32:44.361", "22 Nov 2026 14:32:44.361".
[[nodiscard]] QString dateTimeText(Timestamp at, Timestamp now);
/// "14:32", local.
[[nodiscard]] QString minuteText(Timestamp at);
/// "2/3", or an en dash where no action was planned.
[[nodiscard]] QString actionsText(const store::EventRow& row);

} // namespace hw::models
