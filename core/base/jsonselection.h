#pragma once

#include "core/base/json.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <span>
#include <variant>
#include <vector>

namespace hw::json {

/// The places of a JSON text that somebody looks at: of a text of which little is wanted, the rest need not become
/// values.
class Selection final
{
public:
    using Step = std::variant<QString, qsizetype>;

    /// What stands at the end of the steps, with all that is in it; no steps = the whole text. As in JavaScript a
    /// numeric key also reaches into an array and an index into an object.
    void add(std::span<const Step> steps);
    void add(const Selection& other);

    [[nodiscard]] bool isWhole() const { return m_isWhole; }
    /// What is wanted of the member; null = nothing.
    [[nodiscard]] const Selection* member(QByteArrayView utf8) const;
    [[nodiscard]] const Selection* element(size_t index) const;
    /// No element from here on is wanted.
    [[nodiscard]] size_t elementsEnd() const { return m_elementsEnd; }

private:
    struct Entry;

    Selection& at(const QByteArray& name);

    std::vector<Entry> m_entries;
    size_t m_elementsEnd = 0;
    bool m_isWhole = false;
};

struct Selection::Entry
{
    QByteArray name; ///< UTF-8; of an index its digits
    std::optional<size_t> index;
    Selection below;
};

/// As json::parse(), errors included: also what is not wanted is checked. It is left out of objects; in arrays null
/// stands for it where something wanted follows.
[[nodiscard]] Result<Value> parse(QByteArrayView utf8, const Selection& wanted);

} // namespace hw::json
