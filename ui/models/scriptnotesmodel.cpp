#include "ui/models/scriptnotesmodel.h"

namespace hw::models {

ScriptNotesModel::ScriptNotesModel(QObject* parent)
    : QAbstractListModel(parent)
{}

void ScriptNotesModel::setNotes(std::vector<ScriptNote> notes)
{
    if (notes == m_notes)
        return;
    beginResetModel(); // another run, another check: no row is the one that stood there before
    m_notes = std::move(notes);
    endResetModel();
}

int ScriptNotesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_notes.size());
}

QVariant ScriptNotesModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ScriptNote& note = m_notes[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole: return note.text;
    case Qt::AccessibleTextRole: return note.line > 0 ? tr("%1, line %2").arg(note.text).arg(note.line) : note.text;
    case ToneRole: return static_cast<int>(note.tone);
    case IconRole: return note.icon;
    case LineRole: return note.line;
    case ColumnRole: return note.column;
    default: return {};
    }
}

} // namespace hw::models
