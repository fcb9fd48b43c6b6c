#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <variant>
#include <vector>

namespace hw::store {

/// One term as it was typed: what a chip of the window shows.
struct FilterToken
{
    QString key;   ///< "type", "header.user-agent"; empty for a free word
    QString op;    ///< ":", "=", "!=", "<", "<=", ">", ">=", "~"; empty for a free word
    QString value; ///< as typed, quotes included
    bool negated = false;
    int position = 0; ///< in the text, UTF-16 units from 0, the minus included
    int length = 0;
    friend bool operator==(const FilterToken&, const FilterToken&) = default;
};

/// The part of a filter that SQL answers: a condition over the table `event` (alias e), with values for its parameters.
struct FilterSql
{
    QByteArray where; ///< "1" where every row matches
    std::vector<std::variant<qint64, QString>> values;
};

struct FilterTerm;
class FilterSubject;

/// The filter language of events, the same in window and command line. Terms stand beside each other and must all hold:
///
///   type:customer.*  source:a,b  status:failed  verified:no  delivery:dead  env:production  method:POST  id:evt_1
///   time:>2026-11-01  time:2026-11-01..2026-11-03  age:<1h  size:>10k  duration:>=50ms  action:workflows_trigger
///   header.user-agent:~Stripe  body.data.object.amount>5000  body.items[0].id:*  "free text"  -negated
///
/// Operators `: = != < <= > >= ~`; `:` may be followed by another (`time:>…`). `:` compares with `*` as a wildcard, `=`
/// compares literally, `~` means contains. `,` between values is "or"; quotes make spaces, commas and stars literal.
/// status knows the enumerators and `ok`, `failed` (refused, error) and `pending`; verified: `yes`, `no`, `failed`,
/// `unverified`, `error`; delivery: `none`, `pending`, `done`, `failed`, `dead`. Dates and times are local; `today`,
/// `yesterday` and `14:02` (of today) are known, epoch seconds and milliseconds and ISO 8601 with a zone too; a day
/// counts whole (`time:>2026-11-01` begins on the 2nd), a time of day is an instant for `<` and `>`. Sizes take b, k,
/// m, g (1,024), durations us, ms, s, m, ages s, m, h, d, w. Free text is looked for in ids, type,
/// source, target, headers and body, where a word begins with it, ASCII letters in any case ("cus" is found in
/// "customer", "mer" is not: `body~mer`).
///
/// A copyable value; safe on any thread.
class Filter final
{
public:
    /// Matches everything (but unrouted requests).
    Filter();

    /// Ages and days are reckoned from `now`. ParseError: column is the place (from 1), args: what is wrong in English,
    /// a stable code ("unknown_field", "bad_value", "missing_value", "unclosed_quote", "bad_operator", "bad_path",
    /// "lone_minus"), the text it is about.
    [[nodiscard]] static Result<Filter> parse(const QString& text, Timestamp now);

    [[nodiscard]] const QString& text() const { return m_text; }
    [[nodiscard]] bool isEmpty() const { return m_tokens.empty(); }
    [[nodiscard]] const std::vector<FilterToken>& tokens() const { return m_tokens; }

    /// What SQL decides. Rows that it lets through must still be asked by matches() where needsScan().
    [[nodiscard]] FilterSql sql() const;

    /// Whether requests that met no source are among its rows: only where it asks for them.
    [[nodiscard]] bool includesUnrouted() const;

    /// Whether terms are left that need headers or body of each row.
    [[nodiscard]] bool needsScan() const;

    /// The terms that SQL does not decide.
    [[nodiscard]] bool matches(FilterSubject& subject) const;

    /// The full-text expression (FTS5) that every match fulfils, where free words narrow the search; else empty.
    [[nodiscard]] QByteArray indexExpression() const;

    /// All names a filter may start with, "header." and "body." included, for completion.
    [[nodiscard]] static QStringList fieldNames();

private:
    QString m_text;
    std::vector<FilterToken> m_tokens;
    std::shared_ptr<const std::vector<FilterTerm>> m_terms;
};

} // namespace hw::store
