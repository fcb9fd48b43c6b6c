#pragma once

#include "core/base/clock.h"
#include "core/store/writer.h"
#include "ui/models/eventtext.h"

#include <QHash>

namespace hw::testing {

/// Ten events as a day's work brings them, oldest first, each with its run; and an hour of quieter traffic before them.
[[nodiscard]] std::vector<store::CommitItem> sampleEvents(Timestamp now);
[[nodiscard]] std::vector<store::CommitItem> backgroundEvents(Timestamp now);
/// One verified event of this type.
[[nodiscard]] store::CommitItem sampleEvent(const QString& source, const QString& type, Timestamp at);
[[nodiscard]] QHash<QString, models::SourceLabel> sampleSources();

} // namespace hw::testing
