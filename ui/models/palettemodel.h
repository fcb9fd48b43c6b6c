#pragma once

#include "ui/models/place.h"

#include <QAbstractListModel>

#include <vector>

namespace hw::models {

/// What a line of the command palette does.
enum class PaletteKind {
    Source,  ///< goes to the source's events; id: its key
    Place,   ///< goes to a place of the workspace; id: the number of its PlaceKind
    Event,   ///< opens the event; id: the event's
    Filter,  ///< filters events; id: the filter's text
    Field,   ///< begins a filter by this field; id: its name
    Guide,   ///< opens a page of the guide; id: the page's
    Command, ///< triggers an action of the menus; id: its place in the list that was given
};

struct PaletteEntry
{
    PaletteKind kind = PaletteKind::Command;
    QString id;
    QString title;
    QString detail;   ///< where it belongs: the menu, the source's key
    QString shortcut; ///< as people read it
    QString provider; ///< key of the catalogue; only for sources

    friend bool operator==(const PaletteEntry&, const PaletteEntry&) = default;
};

/// The lines of the command palette for what was typed: the best first. Entries that answer the text itself (a filter,
/// an event that was found) are set apart, because they need no matching.
class PaletteModel final : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PaletteModel)

public:
    enum Role {
        KindRole = Qt::UserRole, ///< int of PaletteKind
        DetailRole,              ///< QString
        ShortcutRole,            ///< QString
        ProviderRole,            ///< QString
        MatchRole,               ///< QList<int>: the characters of the title that matched
        IdRole,                  ///< QString
    };

    explicit PaletteModel(QObject* parent = nullptr);

    /// Everything that can be found, in the order in which it is listed while nothing is typed. Fields and pages of
    /// the guide are listed only once something is typed.
    void setEntries(std::vector<PaletteEntry> entries);
    void setQuery(const QString& query);
    [[nodiscard]] const QString& query() const { return m_query; }
    /// The event that the query names; kept until the query changes.
    void setEvent(const PaletteEntry& event);
    /// The filter that the query is; kept until the query changes.
    void setFilter(const PaletteEntry& filter);

    [[nodiscard]] const PaletteEntry& entry(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    struct Line
    {
        PaletteEntry entry;
        QList<int> matched;
    };

    void rebuild();
    void insertAt(int row, const PaletteEntry& entry);

    std::vector<PaletteEntry> m_entries;
    QString m_query;
    std::vector<Line> m_lines;
};

} // namespace hw::models
