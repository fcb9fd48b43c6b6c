#include "ui/models/scriptdiff.h"

#include "ui/models/scriptpresenter.h"

#include <algorithm>
#include <set>

namespace hw::models {

using Kind = ScriptDiffRow::Kind;
using Place = ScriptDiffRow::Place;

namespace {

constexpr qsizetype longestValue = 400;
constexpr int deepestSearch = 6;    ///< names that stand for names
constexpr qsizetype mostInputs = 4; ///< beside one value
constexpr size_t mostMarks = 200;

QString shortText(const json::Value& value)
{
    if (value.isUndefined())
        return {};
    const QString text = QString::fromUtf8(json::write(value));
    return text.size() > longestValue ? QString(text.left(longestValue) + u'…') : text;
}

/// The places of the request that these names were made from.
void gatherInputs(const ScriptOutline& outline, const QStringList& reads, int depth, QStringList& inputs,
                  std::set<QString>& seen)
{
    for (const QString& read : reads) {
        const QString path = outline.resolve(read);
        if (path.startsWith(QLatin1String("ctx."))) {
            const bool isInput =
                path.startsWith(QLatin1String("ctx.body")) || path.startsWith(QLatin1String("ctx.headers"));
            if (isInput && !inputs.contains(path))
                inputs.append(path);
            continue;
        }
        const QString name = path.section(u'.', 0, 0).section(u'[', 0, 0);
        if (depth >= deepestSearch || !seen.insert(name).second)
            continue;
        const auto setters = outline.setters.constFind(name);
        if (setters == outline.setters.constEnd())
            continue;
        for (const ScriptOutline::Setter& setter : *setters)
            gatherInputs(outline, setter.reads, depth + 1, inputs, seen);
    }
}

/// Which setter gave the name its last value before main returned, by what was seen; nothing where it is not known.
std::optional<size_t> setterSeen(const std::vector<ScriptOutline::Setter>& setters, const QString& name,
                                 const std::vector<ScriptTrace::Mark>& marks, const std::vector<ScriptTrace::Hit>& hits)
{
    QString after;
    bool hasAfter = false;
    for (size_t i = hits.size(); i-- > 0;) {
        const ScriptTrace::Mark& mark = marks[hits[i].mark];
        if (mark.name != name)
            continue;
        const auto setter = std::find_if(setters.begin(), setters.end(),
                                         [&](const ScriptOutline::Setter& one) { return one.line == mark.line; });
        if (setter != setters.end() && (setter->certain || (hasAfter && hits[i].value != after)))
            return static_cast<size_t>(setter - setters.begin());
        after = hits[i].value;
        hasAfter = true;
    }
    return std::nullopt;
}

} // namespace

std::vector<ScriptTrace::Mark> marksFor(const ScriptOutline& outline)
{
    std::vector<ScriptTrace::Mark> marks;
    const auto add = [&](int line, const QString& name) {
        const bool isKnown = std::any_of(marks.begin(), marks.end(), [&](const ScriptTrace::Mark& one) {
            return one.line == line && one.name == name;
        });
        if (!isKnown && marks.size() < mostMarks)
            marks.push_back({line, name});
    };
    for (const ScriptOutline::Returned& returned : outline.returned) {
        const auto setters = outline.setters.constFind(returned.variable);
        if (returned.variable.isEmpty() || setters == outline.setters.constEnd() || setters->size() < 2)
            continue;
        for (const ScriptOutline::Setter& setter : *setters)
            add(setter.line, returned.variable);
        for (const int line : outline.returnLines)
            add(line, returned.variable);
    }
    return marks;
}

std::vector<ScriptDiffRow> scriptDiff(const ScriptTrial& trial, const ScriptOutline& outline,
                                      const std::vector<ScriptTrace::Mark>& marks,
                                      const std::vector<ScriptTrace::Hit>& hits)
{
    std::vector<ScriptDiffRow> rows;
    for (const auto& [key, value] : trial.processed.run.script.preprocess.toObject()) {
        ScriptDiffRow row;
        row.field = QStringLiteral("preprocess.") + key;
        row.after = shortText(value);
        std::vector<const ScriptOutline::Returned*> written;
        for (const ScriptOutline::Returned& one : outline.returned) {
            if (one.key == key)
                written.push_back(&one);
        }
        QStringList reads;
        for (const ScriptOutline::Returned* one : written) {
            const auto setters = outline.setters.constFind(one->variable);
            if (one->variable.isEmpty() || setters == outline.setters.constEnd()) {
                row.lines.push_back(one->line);
                reads += one->variable.isEmpty() ? one->reads : QStringList{one->variable};
                continue;
            }
            const auto seen =
                setters->size() == 1 ? std::optional<size_t>(0) : setterSeen(*setters, one->variable, marks, hits);
            for (size_t i = 0; i < setters->size(); ++i) {
                if (seen && *seen != i)
                    continue;
                row.lines.push_back((*setters)[i].line);
                reads += (*setters)[i].reads;
            }
        }
        std::sort(row.lines.begin(), row.lines.end());
        row.lines.erase(std::unique(row.lines.begin(), row.lines.end()), row.lines.end());
        row.place = row.lines.empty() ? Place::Unknown : row.lines.size() == 1 ? Place::Known : Place::Several;

        QStringList inputs;
        std::set<QString> seen;
        gatherInputs(outline, reads, 0, inputs, seen);
        QStringList texts;
        bool isSame = false;
        for (const QString& path : std::as_const(inputs)) {
            const json::Value input = trial.contextValue(path);
            if (input.isUndefined() || row.inputs.size() >= mostInputs)
                continue;
            row.inputs.append(path.mid(4));
            texts.append(shortText(input));
            isSame = input == value;
        }
        row.before = texts.join(QStringLiteral(", "));
        row.kind = row.inputs.isEmpty() ? Kind::Added : row.inputs.size() == 1 && isSame ? Kind::Same : Kind::Changed;
        rows.push_back(std::move(row));
    }
    return rows;
}

ScriptDiff::ScriptDiff(engine::Engine& engine, ScriptPresenter& script, QObject* parent)
    : QAbstractTableModel(parent)
    , m_script(script)
    , m_trace(engine)
{
    connect(&script, &ScriptPresenter::resultChanged, this, &ScriptDiff::refresh);
    connect(&m_trace, &ScriptTrace::finished, this, [this](const std::vector<ScriptTrace::Hit>& hits) {
        if (m_trial)
            setRows(scriptDiff(*m_trial, m_outline, m_marks, hits));
    });
    refresh();
}

ScriptDiff::~ScriptDiff() = default;

void ScriptDiff::refresh()
{
    const auto trial = m_script.lastTrial();
    if (trial == m_trial)
        return;
    m_trace.cancel();
    m_trial = trial;
    m_traced = false;
    m_marks.clear();
    if (!trial) {
        setRows({});
        return;
    }
    m_outline = outlineOf(trial->text, m_script.isTypeScript() ? ScriptDialect::TypeScript : ScriptDialect::JavaScript);
    setRows(scriptDiff(*trial, m_outline));
    trace();
}

void ScriptDiff::setShown(bool shown)
{
    m_shown = shown;
    trace();
}

void ScriptDiff::trace()
{
    if (!m_shown || m_traced || !m_trial)
        return;
    m_traced = true;
    m_marks = marksFor(m_outline);
    if (m_marks.empty())
        return;
    engine::ProcessRequest request;
    request.source = m_script.source();
    request.event = m_trial->processed.event;
    request.script = engine::ScriptText{
        m_script.isTypeScript() ? QStringLiteral("script.ts") : QStringLiteral("script.js"), m_trial->text.toUtf8()};
    request.delivery = engine::Delivery::Plan;
    request.store = false;
    m_trace.start(request, m_marks);
}

void ScriptDiff::setOnlyChanged(bool only)
{
    if (only == m_onlyChanged)
        return;
    m_onlyChanged = only;
    beginResetModel();
    filter();
    endResetModel();
}

void ScriptDiff::filter()
{
    m_visible.clear();
    for (size_t i = 0; i < m_rows.size(); ++i) {
        if (!m_onlyChanged || m_rows[i].kind != Kind::Same)
            m_visible.push_back(i);
    }
}

void ScriptDiff::setRows(std::vector<ScriptDiffRow> rows)
{
    if (rows == m_rows)
        return;
    beginResetModel();
    m_rows = std::move(rows);
    filter();
    endResetModel();
}

int ScriptDiff::sameCount() const
{
    return static_cast<int>(
        std::count_if(m_rows.begin(), m_rows.end(), [](const ScriptDiffRow& row) { return row.kind == Kind::Same; }));
}

int ScriptDiff::changedCount() const
{
    return static_cast<int>(m_rows.size()) - sameCount();
}

int ScriptDiff::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_visible.size());
}

int ScriptDiff::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ScriptDiff::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ScriptDiffRow& row = m_rows[m_visible[static_cast<size_t>(index.row())]];
    if (role == KindRole)
        return static_cast<int>(row.kind);
    if (role == LineRole)
        return row.lines.empty() ? 0 : row.lines.front();
    const bool isText = role == Qt::DisplayRole || role == Qt::ToolTipRole || role == Qt::AccessibleTextRole;
    if (!isText)
        return {};
    switch (index.column()) {
    case Sign:
        if (role == Qt::DisplayRole)
            return row.kind == Kind::Same      ? QStringLiteral("=")
                   : row.kind == Kind::Changed ? QStringLiteral("~")
                                               : QStringLiteral("+");
        return row.kind == Kind::Same ? tr("as it came") : row.kind == Kind::Changed ? tr("changed") : tr("added");
    case Field: return row.field;
    case Input:
        if (role == Qt::ToolTipRole && !row.inputs.isEmpty())
            return QString(row.inputs.join(QStringLiteral(", ")) + u'\n' + row.before);
        return row.inputs.isEmpty() ? tr("not set") : row.before;
    case Output: return row.after;
    case Line: {
        if (row.place == Place::Unknown)
            return role == Qt::ToolTipRole ? tr("The text of the script does not tell where it is set.")
                                           : tr("unknown");
        QStringList lines;
        for (const int line : row.lines)
            lines.append(QString::number(line));
        if (row.place == Place::Several && role == Qt::ToolTipRole)
            return tr("One of these lines set it.");
        return lines.join(tr(" or "));
    }
    default: return {};
    }
}

QVariant ScriptDiff::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == Line)
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Field: return tr("Field");
    case Input: return tr("Input");
    case Output: return tr("Output");
    case Line: return tr("Set at line");
    default: return {};
    }
}

} // namespace hw::models
