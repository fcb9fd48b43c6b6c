#pragma once

#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/store/retention.h"
#include "core/store/searchindexer.h"
#include "core/store/writer.h"

#include <QObject>

namespace hw::store {

/// What the owner of a workspace does for its store beside writing: the full-text index behind the events, and
/// retention. A child of the writer, with which it goes; lives in its thread.
class Housekeeper final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Housekeeper)

public:
    /// The clock outlives it.
    Housekeeper(Writer& writer, const Clock& clock, const QString& storePath);

    /// `retention` of local.json; undefined = all is kept, and so it is while the settings do not read.
    void setRetention(const json::Value& settings);

private:
    SearchIndexer m_indexer;
    Retention m_retention;
};

} // namespace hw::store
