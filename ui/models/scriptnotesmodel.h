#pragma once

#include "ui/models/eventtext.h"

#include <QAbstractListModel>

#include <vector>

namespace hw::models {

/// A line that leads to a place of the script: a problem, or what it wrote to the console.
struct ScriptNote
{
    Tone tone = Tone::Plain;
    QString icon; ///< empty = none
    QString text;
    int line = 0; ///< from 1; 0 = no place
    int column = 0;

    friend bool operator==(const ScriptNote&, const ScriptNote&) = default;
};

class ScriptNotesModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        ToneRole = Qt::UserRole + 1, ///< int of Tone
        IconRole,                    ///< QString
        LineRole,                    ///< int
        ColumnRole,                  ///< int
    };

    explicit ScriptNotesModel(QObject* parent = nullptr);

    void setNotes(std::vector<ScriptNote> notes);
    [[nodiscard]] const std::vector<ScriptNote>& notes() const { return m_notes; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    std::vector<ScriptNote> m_notes;
};

} // namespace hw::models
