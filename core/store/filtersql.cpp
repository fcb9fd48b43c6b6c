#include "core/store/filter.h"
#include "core/store/filterterm.h"
#include "core/store/schema.h"

#include <algorithm>

namespace hw::store {

namespace {

using Values = std::vector<std::variant<qint64, QString>>;

/// GLOB gives [ and ? a meaning that the filter language does not.
QString globPattern(const QString& text)
{
    QString pattern;
    for (const QChar c : text) {
        if (c == QLatin1Char('[') || c == QLatin1Char('?'))
            pattern += QLatin1Char('[') + QString(c) + QLatin1Char(']');
        else
            pattern += c;
    }
    return pattern;
}

QString asciiLowered(const QString& text)
{
    QString lower = text;
    for (QChar& c : lower) {
        if (c >= QLatin1Char('A') && c <= QLatin1Char('Z'))
            c = QChar(c.unicode() + 32);
    }
    return lower;
}

QByteArray textCondition(const QByteArray& column, FilterOp op, const FilterValue& value, Values& values)
{
    if (op == FilterOp::Contains) {
        values.emplace_back(asciiLowered(value.text));
        return "instr(lower(" + column + "), ?) > 0";
    }
    const qsizetype star = value.literal ? -1 : value.text.indexOf(QLatin1Char('*'));
    if (star < 0) {
        values.emplace_back(value.text);
        return column + " = ?";
    }
    if (value.text == QLatin1String("*"))
        return column + " <> ''";
    values.emplace_back(globPattern(value.text));
    return column + " GLOB ?";
}

QByteArray numberCondition(const QByteArray& column, FilterOp op, const FilterValue& value, Values& values)
{
    const auto compare = [&](const char* sign, qint64 with) -> QByteArray {
        values.emplace_back(with);
        return column + sign + '?';
    };
    switch (op) {
    case FilterOp::Less: return compare(" < ", value.from);
    case FilterOp::LessEqual: return compare(" <= ", value.from);
    case FilterOp::Greater: return compare(" > ", value.from);
    case FilterOp::GreaterEqual: return compare(" >= ", value.from);
    default: return compare(" = ", value.from);
    }
}

constexpr qint64 minute = 60LL * 1000 * 1000;

/// received_at has no index: minutes know their first and last sequence numbers, which narrow the walk.
QByteArray notBefore(qint64 time, bool narrows, Values& values)
{
    QByteArray sql = "e.received_at >= ?";
    values.emplace_back(time);
    if (narrows) {
        sql += " AND e.seq >= (SELECT min(first_seq) FROM minute WHERE minute >= ?)";
        values.emplace_back(time / minute);
    }
    return sql;
}

QByteArray earlierThan(qint64 time, bool narrows, Values& values)
{
    QByteArray sql = "e.received_at < ?";
    values.emplace_back(time);
    if (narrows) {
        sql += " AND e.seq <= (SELECT max(last_seq) FROM minute WHERE minute <= ?)";
        values.emplace_back(time / minute);
    }
    return sql;
}

QByteArray timeCondition(const FilterTerm& term, const FilterValue& value, Values& values)
{
    const bool narrows = !term.negated && term.values.size() == 1;
    switch (term.op) {
    case FilterOp::Less: return earlierThan(value.from, narrows, values);
    case FilterOp::LessEqual: return earlierThan(value.to, narrows, values);
    case FilterOp::Greater: return notBefore(value.to, narrows, values);
    case FilterOp::GreaterEqual: return notBefore(value.from, narrows, values);
    default: {
        QByteArray sql = notBefore(value.from, narrows, values);
        return sql + " AND " + earlierThan(value.to, narrows, values);
    }
    }
}

QByteArray ageCondition(const FilterTerm& term, const FilterValue& value, Values& values)
{
    const bool narrows = !term.negated && term.values.size() == 1;
    switch (term.op) {
    case FilterOp::Less: return notBefore(value.from + 1, narrows, values);
    case FilterOp::Greater: return earlierThan(value.from, narrows, values);
    case FilterOp::GreaterEqual: return earlierThan(value.from + 1, narrows, values);
    default: return notBefore(value.from, narrows, values);
    }
}

/// `column IN (…)`, with what lets SQLite take the partial index that leaves out the usual values up to `usual`.
QByteArray codesCondition(const QByteArray& column, const FilterValue& value, const QByteArray& partial)
{
    QByteArray list;
    for (const int code : value.codes)
        list += (list.isEmpty() ? "" : ",") + QByteArray::number(code);
    const QByteArray in = " IN (" + list + ')';
    if (partial.isEmpty())
        return '+' + column + in;
    return partial + " AND " + column + in;
}

QByteArray valueCondition(const FilterTerm& term, const FilterValue& value, Values& values)
{
    // With several values an index would mean sorting all their rows; the walk from the newest stops at a full page.
    const bool single = term.values.size() == 1 && !term.negated && (value.literal || !value.text.contains(u'*'));
    const QByteArray hint = single ? "" : "+";
    switch (term.field) {
    case FilterField::Type: return textCondition(hint + "e.event_type", term.op, value, values);
    case FilterField::Source: return textCondition(hint + "e.source", term.op, value, values);
    case FilterField::Environment: return textCondition("e.environment", term.op, value, values);
    case FilterField::Method: return textCondition("e.method", term.op, value, values);
    case FilterField::Id: {
        const QByteArray own = textCondition("e.id", term.op, value, values);
        return own + " OR " + textCondition("e.provider_id", term.op, value, values);
    }
    case FilterField::Action:
        return "EXISTS (SELECT 1 FROM action a WHERE a.run = e.run AND a.status <> 5 AND " +
               textCondition("a.kind", term.op, value, values) + ')';
    case FilterField::Status: {
        const bool usual = std::count(value.codes.begin(), value.codes.end(), static_cast<int>(EventStatus::Processed));
        return codesCondition("e.status", value, usual ? "" : "e.status <> 1");
    }
    case FilterField::Verified: return codesCondition("e.verification", value, {});
    case FilterField::Delivery: {
        const bool usual = value.codes.front() <= static_cast<int>(DeliveryState::Done);
        return codesCondition("e.delivery", value, usual ? "" : "e.delivery > 1");
    }
    case FilterField::Time: return timeCondition(term, value, values);
    case FilterField::Age: return ageCondition(term, value, values);
    case FilterField::Size: return numberCondition("e.body_size", term.op, value, values);
    case FilterField::Duration: return numberCondition("e.duration", term.op, value, values);
    case FilterField::Header:
    case FilterField::Body:
    case FilterField::Word: break;
    }
    return "1";
}

bool asksForUnrouted(const FilterTerm& term)
{
    if (term.negated)
        return false;
    return std::any_of(term.values.begin(), term.values.end(), [&term](const FilterValue& value) {
        if (term.field == FilterField::Status)
            return value.codes == std::vector{static_cast<int>(EventStatus::Unrouted)};
        return term.field == FilterField::Source && value.text.isEmpty();
    });
}

} // namespace

bool Filter::includesUnrouted() const
{
    return std::any_of(m_terms->begin(), m_terms->end(), asksForUnrouted);
}

FilterSql Filter::sql() const
{
    FilterSql sql;
    sql.where = includesUnrouted() ? "1" : "e.source <> ''";
    for (const FilterTerm& term : *m_terms) {
        if (term.needsScan())
            continue;
        QByteArray condition;
        for (const FilterValue& value : term.values)
            condition += (condition.isEmpty() ? "(" : " OR (") + valueCondition(term, value, sql.values) + ')';
        // NULL (no provider's id) is no match, and its negation is one.
        if (term.negated)
            sql.where += " AND NOT coalesce(" + condition + ", 0)";
        else
            sql.where += " AND (" + condition + ')';
    }
    return sql;
}

} // namespace hw::store
