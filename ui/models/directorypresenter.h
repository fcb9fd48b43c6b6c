#pragma once

#include "core/delivery/directoryreadthread.h"
#include "ui/models/directorydetail.h"
#include "ui/models/directorymodel.h"

#include <QObject>
#include <QTimer>

#include <array>
#include <optional>

namespace hw::models {

/// The logic of the Directory view: one list at a time is loaded page by page and kept up to date where it is looked
/// at; a selected row becomes its detail. Everything is asynchronous; the window never waits.
class DirectoryPresenter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DirectoryPresenter)

public:
    enum class State { Loading, Ready, Failed };

    /// `reader` serves this object alone; it and `clock` outlive it.
    DirectoryPresenter(delivery::DirectoryReadThread& reader, const Clock& clock, QObject* parent = nullptr);
    ~DirectoryPresenter() override;

    [[nodiscard]] DirectoryModel& model() { return m_model; }
    [[nodiscard]] State state() const { return m_state; }

    /// Names and providers of the sources, by key.
    void setSources(const QHash<QString, SourceLabel>& sources);
    /// Whose Directory; loads.
    void setEnvironment(const QString& environment);
    [[nodiscard]] const QString& environment() const { return m_query.environment; }
    /// Nothing is read while the view is hidden.
    void setActive(bool active);

    void setKind(delivery::DirectoryKind kind);
    [[nodiscard]] delivery::DirectoryKind kind() const { return m_query.kind; }
    /// Only rows that hold this text; each list keeps its own.
    void setText(const QString& text);
    [[nodiscard]] const QString& text() const { return m_query.text; }

    /// Of all lists, whatever their filters; nothing before they are known.
    [[nodiscard]] const std::optional<delivery::DirectoryCounts>& counts() const { return m_counts; }
    /// Rows of this list that match its filter, loaded or not.
    [[nodiscard]] qint64 matching() const;

    /// The rows that the view shows; those are kept up to date.
    void setVisibleRows(int first, int last);
    /// "Rows 1–23 of 316"; empty while there are none.
    [[nodiscard]] QString rowsText() const;

    /// Shows the detail of a row of this list.
    void select(const delivery::DirectoryTarget& target);
    [[nodiscard]] const std::optional<delivery::DirectoryTarget>& selected() const;
    /// Goes to the list and row, or the filtered list, that a link of the detail leads to.
    void open(const DirectoryLink& link);

Q_SIGNALS:
    void stateChanged();
    void countsChanged();
    /// The list is another; its text and selection too.
    void kindChanged();
    void textChanged();
    void rowsTextChanged();
    /// What is selected, from here or from the view.
    void selectionChanged();
    void detailReady(const hw::models::DirectoryDetail& detail);
    /// Nothing is selected, or it is gone.
    void detailCleared();

private:
    enum class Ask { Nothing, Load, More, Visible };

    struct ListState
    {
        QString text;
        std::optional<delivery::DirectoryTarget> selected;
    };

    void load();
    void refresh();
    void pump();
    void ask(Ask what, const QString& after, int limit);
    void takePage(quint64 generation, std::vector<delivery::DirectoryRow> rows);
    void takeLoaded(std::vector<delivery::DirectoryRow> rows, bool complete);
    void takeDetails(quint64 generation, const std::optional<delivery::DirectoryDetails>& details);
    void takeFailure(quint64 generation, const Error& error);
    void requestCounts();
    void requestDetails();
    void setState(State state);
    [[nodiscard]] ListState& list() { return m_lists[static_cast<size_t>(m_query.kind)]; }
    [[nodiscard]] const ListState& list() const { return m_lists[static_cast<size_t>(m_query.kind)]; }

    delivery::DirectoryReadThread& m_reader;
    const Clock& m_clock;
    DirectoryModel m_model;
    QHash<QString, SourceLabel> m_sources;
    delivery::DirectoryQuery m_query;
    std::array<ListState, 6> m_lists;
    State m_state = State::Loading;
    bool m_active = false;

    Ask m_asked = Ask::Nothing;
    int m_askedFirst = 0;
    int m_askedLimit = 0;
    bool m_loadWanted = false;
    bool m_moreWanted = false;
    bool m_visibleWanted = false;
    int m_firstVisible = 0;
    int m_lastVisible = 0;
    int m_freshFirst = 0; ///< rows from here to …
    int m_freshEnd = 0;   ///< … before here have been read since the last change

    quint64 m_generation = 0; ///< one count for all kinds of requests, so that a failure names its request
    quint64 m_pageGeneration = 0;
    quint64 m_countsGeneration = 0;
    quint64 m_matchingGeneration = 0;
    quint64 m_detailsGeneration = 0;
    std::optional<delivery::DirectoryCounts> m_counts;
    std::optional<qint64> m_matching;
    std::optional<delivery::DirectoryDetails> m_details;

    QTimer m_refresh; ///< gathers changes that come in a row
};

} // namespace hw::models
