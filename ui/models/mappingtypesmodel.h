#pragma once

#include <QAbstractListModel>

#include <vector>

namespace hw::models {

/// An event type or pattern of a source: of its catalogue, of what was captured, or of its mappings.
struct MappingType
{
    QString name;
    QString description; ///< the catalogue's; empty = none
    QString otherNames;  ///< spellings under which it is found as well
    bool pattern = false;
    bool ignored = false; ///< by the source's settings
    qint64 events = 0;    ///< captured; of a pattern, all that it matches
    int actions = 0;      ///< mappings that apply to it

    [[nodiscard]] bool isSeen() const { return events > 0; }
    [[nodiscard]] bool isHandled() const { return actions > 0 || ignored; }
    [[nodiscard]] bool isUnmapped() const { return isSeen() && !isHandled(); }

    friend bool operator==(const MappingType&, const MappingType&) = default;
};

/// The types of one source that pass the filter, in the order given.
class MappingTypesModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        CountRole = Qt::UserRole + 1, ///< QString: "501", or an en dash
        BadgeRole,                    ///< QString: "2 actions", "unmapped", "ignored"; empty = none
        ToneRole,                     ///< int of Tone (eventtext.h) of the badge
        IgnoredRole,                  ///< bool
    };
    enum class Show { All, Seen, Unmapped };

    using QAbstractListModel::QAbstractListModel;

    void setTypes(std::vector<MappingType> types);
    void setFilter(const QString& text, Show show);
    [[nodiscard]] const QString& filterText() const { return m_text; }
    [[nodiscard]] Show show() const { return m_show; }
    [[nodiscard]] const std::vector<MappingType>& allTypes() const { return m_all; }
    [[nodiscard]] const MappingType& at(int row) const { return m_rows[static_cast<size_t>(row)]; }
    [[nodiscard]] int rowOf(const QString& name) const; ///< -1 = not among the rows
    /// Patterns do not count.
    [[nodiscard]] int countOf(Show show) const;
    [[nodiscard]] int handledCount() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] static bool passes(const MappingType& type, Show show);
    void refresh();

    std::vector<MappingType> m_all;
    std::vector<MappingType> m_rows;
    QString m_text;
    Show m_show = Show::All;
};

} // namespace hw::models
