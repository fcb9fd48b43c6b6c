#pragma once

#include "core/base/result.h"
#include "core/mapping/mapping.h"
#include "core/store/rows.h"
#include "core/store/typecount.h"
#include "core/workspace/workspacefiles.h"

#include <QObject>

#include <vector>

namespace hw::models {

/// Where the Mapping view gets its events from and what it saves to, small enough to be replaced in tests. Requests go
/// in, answers come as signals in the thread of this object, with the request's generation, which the caller counts up;
/// of typesReady() and eventsReady() only the newest request is answered.
class MappingSource : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MappingSource)

public:
    using QObject::QObject;
    ~MappingSource() override;

    /// The captured event types of a source with their counts.
    virtual void requestTypes(quint64 generation, const QString& source) = 0;
    /// The newest events of a type or pattern, newest first.
    virtual void requestEvents(quint64 generation, const QString& source, const QString& type, int limit) = 0;
    /// Writes the source's mappings.json.
    virtual void startSave(quint64 generation, const QString& source, const mapping::MappingFile& file,
                           workspace::OnConflict onConflict) = 0;
    /// Event types of the source's own: these more, those less; typesSaved() follows.
    virtual void startChangeTypes(const QString& source, const QStringList& more, const QStringList& less) = 0;
    /// Whether these compile; expressionsChecked() follows.
    virtual void checkExpressions(const QStringList& expressions) = 0;

Q_SIGNALS:
    void typesReady(quint64 generation, const std::vector<hw::store::TypeCount>& counts);
    void eventsReady(quint64 generation, const std::vector<hw::store::StoredEvent>& events);
    void saved(quint64 generation, const hw::Result<void>& result);
    void typesSaved(const hw::Result<void>& result);
    /// What is wrong with each of them, empty where it compiles; no problems at all where that could not be found out.
    void expressionsChecked(const QStringList& expressions, const QStringList& problems);
    /// Events could not be read.
    void failed(quint64 generation, const hw::Error& error);
    /// Something was captured since the last time.
    void changed();
};

} // namespace hw::models
