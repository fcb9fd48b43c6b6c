#pragma once

#include "ui/models/place.h"

#include <QAbstractItemModel>

#include <optional>
#include <vector>

namespace hw::models {

enum class SourceState {
    Idle,
    Receiving, ///< an event within the last minute
    Failed,    ///< the last event failed
    Paused,
    Unfinished, ///< being set up: it leads to where that was left
};

/// A source as the sidebar shows it.
struct SourceEntry
{
    QString key;
    QString name;
    QString provider; ///< key of the catalogue
    SourceState state = SourceState::Idle;
    qint64 events = 0;

    friend bool operator==(const SourceEntry&, const SourceEntry&) = default;
};

/// Places of the window as a tree of two levels: All events, the section of the sources, the section of the workspace.
/// A section without rows is not there. Texts of places come from the view; the model names sources only.
class SidebarModel final : public QAbstractItemModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SidebarModel)

public:
    enum Role {
        SectionRole = Qt::UserRole, ///< bool: a heading that cannot be selected
        SectionNameRole,            ///< int of Section
        PlaceRole,                  ///< int of PlaceKind
        SourceKeyRole,              ///< QString
        ProviderRole,               ///< QString
        StateRole,                  ///< int of SourceState; only for sources
        CountRole,                  ///< qint64; invalid where nothing is counted
        HeldRole,                   ///< qint64: what waits for a person
        FailedRole,                 ///< qint64: failures that ask for attention, shown in place of the count
    };

    enum class Section { Sources, Workspace };

    explicit SidebarModel(QObject* parent = nullptr);

    /// Places under "Workspace", in this order. Set once, before a view is attached.
    void setWorkspacePlaces(const std::vector<PlaceKind>& places);
    void setSources(const std::vector<SourceEntry>& sources);
    /// Nothing = no count is shown.
    void setCount(PlaceKind place, std::optional<qint64> count);
    void setFailed(PlaceKind place, qint64 failed);
    void setHeld(PlaceKind place, qint64 held);

    [[nodiscard]] std::optional<Place> placeOf(const QModelIndex& index) const;
    /// Invalid where the place is not there (any more).
    [[nodiscard]] QModelIndex indexOf(const Place& place) const;
    [[nodiscard]] std::optional<SourceEntry> source(const QString& key) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    struct PlaceRow
    {
        PlaceKind kind;
        std::optional<qint64> count;
        qint64 failed = 0;
        qint64 held = 0;
    };

    [[nodiscard]] std::optional<Section> sectionAt(int topRow) const;
    [[nodiscard]] int rowOfSection(Section section) const; ///< -1 = not there
    [[nodiscard]] int sizeOf(Section section) const;
    [[nodiscard]] const PlaceRow* placeRow(const QModelIndex& index) const;
    [[nodiscard]] const SourceEntry* sourceAt(const QModelIndex& index) const;
    [[nodiscard]] QString textOf(const QModelIndex& index) const;
    template<class Change>
    void changePlace(PlaceKind kind, Change change);

    PlaceRow m_allEvents{PlaceKind::AllEvents, 0, 0, 0};
    std::vector<SourceEntry> m_sources;
    std::vector<PlaceRow> m_places;
};

} // namespace hw::models
