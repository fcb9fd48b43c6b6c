#pragma once

#include "core/engine/unroutedreadthread.h"
#include "ui/models/eventdetail.h"
#include "ui/models/unroutedmodel.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace hw::models {

/// Everything that the detail shows of a request that met no source.
struct UnroutedDetail
{
    QString id;
    QString title;       ///< "POST /s/stripe-biling"
    QString explanation; ///< why it met none, and what was meant
    QString wantedKey;   ///< of a source that would have answered; empty where its path has another form
    QString provider;    ///< key of the provider that it looks like; empty = none
    QString meantKey;    ///< of the source that was meant; empty = none
    ResponseView request;
};

/// The logic of the Unrouted view.
class UnroutedPresenter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UnroutedPresenter)

public:
    using Done = std::function<void(const Result<void>&)>;
    /// Deletes events by their sequence numbers; `done` comes later, unless `context` is gone.
    using Delete = std::function<void(const std::vector<qint64>& seqs, QObject* context, Done done)>;

    /// `reader` serves this object alone; it and `clock` outlive it.
    UnroutedPresenter(engine::UnroutedReadThread& reader, Delete erase, const Clock& clock, QObject* parent = nullptr);
    ~UnroutedPresenter() override;

    [[nodiscard]] UnroutedModel& model() { return m_model; }
    [[nodiscard]] bool isReady() const { return m_ready; }

    void setWorkspace(std::shared_ptr<const workspace::Workspace> workspace);
    void setProviders(const QHash<QString, QString>& names);
    /// While the view is hidden its requests are only counted.
    void setActive(bool active);
    void setFolded(bool folded);
    [[nodiscard]] bool isFolded() const { return m_folded; }

    [[nodiscard]] qint64 count() const { return static_cast<qint64>(m_requests.size()); }

    /// Shows a request; empty = none.
    void select(const QString& id);
    [[nodiscard]] const QString& selected() const { return m_selected; }

    /// Of these rows, those that are folded into them included.
    [[nodiscard]] qint64 requestsIn(const std::vector<int>& rows) const;
    void erase(const std::vector<int>& rows);

Q_SIGNALS:
    void countChanged();
    void readyChanged();
    void selectionChanged();
    void detailReady(const hw::models::UnroutedDetail& detail);
    void detailCleared();
    void told(const QString& text);
    void failed(const hw::Error& error);

private:
    void refresh();
    void takeList(const std::vector<engine::UnroutedRequest>& requests);
    void takeEvent(const std::optional<store::StoredEvent>& event);
    void requestDetail();
    void setNames();
    [[nodiscard]] QString explain(const engine::UnroutedRequest& request) const;

    engine::UnroutedReadThread& m_reader;
    Delete m_erase;
    UnroutedModel m_model;
    std::shared_ptr<const workspace::Workspace> m_workspace;
    QHash<QString, QString> m_providers;
    std::vector<engine::UnroutedRequest> m_requests;
    QString m_selected;
    bool m_ready = false;
    bool m_active = false;
    bool m_folded = true;
    quint64 m_generation = 0;
    quint64 m_listGeneration = 0;
    quint64 m_eventGeneration = 0;
    QTimer m_refresh; ///< gathers changes that come in a row
};

} // namespace hw::models
