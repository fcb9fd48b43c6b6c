#pragma once

#include "core/engine/route.h"
#include "core/store/rows.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace hw::engine {

/// A request that met no source, and where it was probably meant to go.
struct UnroutedRequest
{
    store::EventRow row;
    QString target;       ///< as it was sent, with the query
    QString reason;       ///< "source_removed", "unknown_environment", …; empty = there is nothing at this path
    QString key;          ///< of the source that its path names; empty where it has another form
    RouteHint hint;       ///< of the present workspace
    bool isProbe = false; ///< HEAD, OPTIONS, an empty GET: browsers and scanners, mostly
    friend bool operator==(const UnroutedRequest&, const UnroutedRequest&) = default;
};

/// Reads the requests that met no source for the window without ever blocking it, as store::ReadThread does for events.
class UnroutedReadThread final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UnroutedReadThread)

public:
    UnroutedReadThread(QString path, std::shared_ptr<const catalog::Catalog> catalog, QObject* parent = nullptr);
    ~UnroutedReadThread() override;

    /// All that are kept, newest first.
    void requestList(quint64 generation, std::shared_ptr<const workspace::Workspace> workspace);
    void requestEvent(quint64 generation, const QString& id);

Q_SIGNALS:
    void listReady(quint64 generation, const std::vector<hw::engine::UnroutedRequest>& requests);
    /// Nothing where it is gone.
    void eventReady(quint64 generation, const std::optional<hw::store::StoredEvent>& event);
    /// A request could not be answered; generation 0 = the database could not be opened.
    void failed(quint64 generation, const hw::Error& error);
    /// Somebody has committed since the last time.
    void changed();

private:
    class Worker;
    std::shared_ptr<const catalog::Catalog> m_catalog;
    std::unique_ptr<Worker> m_worker;
};

} // namespace hw::engine
