#include "ui/models/scriptsamplesmodel.h"

#include <algorithm>

namespace hw::models {

ScriptSamplesModel::ScriptSamplesModel(QObject* parent)
    : QAbstractListModel(parent)
{}

void ScriptSamplesModel::clear()
{
    m_catalogue.clear();
    m_kept.clear();
    m_captured.clear();
    become({});
}

void ScriptSamplesModel::setCatalogue(const QStringList& types)
{
    m_catalogue = types;
    refresh();
}

void ScriptSamplesModel::setKept(const QStringList& names)
{
    m_kept = names;
    refresh();
}

void ScriptSamplesModel::setCaptured(const std::vector<store::EventRow>& newestFirst, const QString& keptType)
{
    std::vector<ScriptSample> newest;
    const auto at = [](const std::vector<ScriptSample>& list, const QString& type) {
        return std::find_if(list.begin(), list.end(), [&](const ScriptSample& one) { return one.type == type; });
    };
    for (const store::EventRow& row : newestFirst) {
        if (at(newest, row.eventType) == newest.end())
            newest.push_back(
                {row.eventType, row.id, row.providerId.isEmpty() ? row.id : row.providerId, SampleMark::None});
    }
    std::vector<ScriptSample> wanted;
    for (const ScriptSample& known : m_captured) {
        const ScriptSample* row = find(known.type);
        const bool stays = row && row->isCaptured() && (row->type == keptType || row->mark != SampleMark::None);
        const auto now = at(newest, known.type);
        if (stays)
            wanted.push_back(*row);
        else if (now != newest.end())
            wanted.push_back(*now);
    }
    for (const ScriptSample& one : newest) {
        if (at(wanted, one.type) == wanted.end())
            wanted.push_back(one);
    }
    m_captured = std::move(wanted);
    refresh();
}

void ScriptSamplesModel::refresh()
{
    std::vector<ScriptSample> wanted = m_captured;
    for (const QString& name : std::as_const(m_kept))
        wanted.push_back({name + QStringLiteral(".http"), {}, tr("Kept as a sample"), SampleMark::None, name});
    for (const QString& type : std::as_const(m_catalogue)) {
        if (std::none_of(wanted.begin(), wanted.end(), [&](const ScriptSample& one) { return one.type == type; }))
            wanted.push_back({type, {}, tr("Example, not captured"), SampleMark::None});
    }
    become(wanted);
}

void ScriptSamplesModel::become(const std::vector<ScriptSample>& wanted)
{
    for (int row = static_cast<int>(m_samples.size()) - 1; row >= 0; --row) {
        const QString& type = m_samples[static_cast<std::size_t>(row)].type;
        if (std::any_of(wanted.begin(), wanted.end(), [&](const ScriptSample& one) { return one.type == type; }))
            continue;
        beginRemoveRows({}, row, row);
        m_samples.erase(m_samples.begin() + row);
        endRemoveRows();
    }
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const int to = static_cast<int>(i);
        const int from = rowOf(wanted[i].type);
        if (from < 0) {
            beginInsertRows({}, to, to);
            m_samples.insert(m_samples.begin() + to, wanted[i]);
            endInsertRows();
            continue;
        }
        if (from != to) {
            beginMoveRows({}, from, from, {}, to);
            std::rotate(m_samples.begin() + to, m_samples.begin() + from, m_samples.begin() + from + 1);
            endMoveRows();
        }
        ScriptSample& sample = m_samples[i];
        const bool isSame = sample.eventId == wanted[i].eventId && sample.detail == wanted[i].detail;
        if (!isSame) {
            sample = wanted[i];
            Q_EMIT dataChanged(index(to), index(to));
        }
    }
}

void ScriptSamplesModel::setMark(const QString& type, SampleMark mark)
{
    const int row = rowOf(type);
    if (row < 0 || m_samples[static_cast<std::size_t>(row)].mark == mark)
        return;
    m_samples[static_cast<std::size_t>(row)].mark = mark;
    Q_EMIT dataChanged(index(row), index(row));
}

void ScriptSamplesModel::clearMarks()
{
    for (const ScriptSample& sample : m_samples)
        setMark(sample.type, SampleMark::None);
}

const ScriptSample* ScriptSamplesModel::find(const QString& type) const
{
    const int row = rowOf(type);
    return row < 0 ? nullptr : &m_samples[static_cast<std::size_t>(row)];
}

int ScriptSamplesModel::rowOf(const QString& type) const
{
    const auto it = std::find_if(m_samples.begin(), m_samples.end(),
                                 [&](const ScriptSample& sample) { return sample.type == type; });
    return it == m_samples.end() ? -1 : static_cast<int>(it - m_samples.begin());
}

int ScriptSamplesModel::failing() const
{
    return static_cast<int>(std::count_if(m_samples.begin(), m_samples.end(), [](const ScriptSample& sample) {
        return sample.mark == SampleMark::Failed;
    }));
}

int ScriptSamplesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_samples.size());
}

QVariant ScriptSamplesModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ScriptSample& sample = m_samples[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole: return sample.title();
    case Qt::ToolTipRole: return QString(sample.title() + u'\n' + sample.detail);
    case KeyRole: return sample.type;
    case KeptRole: return sample.kept;
    case DetailRole: return sample.detail;
    case MarkRole: return static_cast<int>(sample.mark);
    case CapturedRole: return sample.isCaptured();
    case Qt::AccessibleTextRole:
        switch (sample.mark) {
        case SampleMark::Passed: return tr("%1, %2, passed").arg(sample.title(), sample.detail);
        case SampleMark::Failed: return tr("%1, %2, failed").arg(sample.title(), sample.detail);
        default: return tr("%1, %2").arg(sample.title(), sample.detail);
        }
    default: return {};
    }
}

} // namespace hw::models
