#pragma once

#include "core/script/declarations.h"
#include "ui/models/scriptoutline.h"

#include <QHash>
#include <QString>

#include <vector>

namespace hw::models {

/// What scripts can name, by owner.
class ScriptDictionary
{
public:
    ScriptDictionary() = default;
    explicit ScriptDictionary(std::vector<script::Declaration> declarations);

    [[nodiscard]] bool isEmpty() const { return m_all.empty(); }
    /// Of "ctx.body.data", "console", "String"; an empty owner gives the globals.
    [[nodiscard]] std::vector<const script::Declaration*> members(const QString& owner) const;
    /// What "ctx.body.id" or "verifyJwt" names; null where nothing is known of it.
    [[nodiscard]] const script::Declaration* find(const QString& path) const;
    /// Under which owner the members of what stands at this path are listed: the path itself, or its type ("String",
    /// "Array", "Buffer"); empty where nothing is known.
    [[nodiscard]] QString ownerAt(const QString& path) const;

private:
    std::vector<script::Declaration> m_all;
    QHash<QString, std::vector<size_t>> m_byOwner;
};

struct ScriptCompletion
{
    enum class Kind { Function, Variable, Class, Member, Keyword };

    QString text;     ///< as it is listed
    QString insert;   ///< what stands there then
    int replaces = 0; ///< characters before the caret that it replaces
    Kind kind = Kind::Member;
    QString signature;
    QString doc;

    friend bool operator==(const ScriptCompletion&, const ScriptCompletion&) = default;
};

/// What may be meant at a caret, best first: members behind a dot or within ["…"], options of a built-in's object,
/// names elsewhere. Nothing within comments, other strings and numbers. `before` is the text up to the caret, `after`
/// the rest of its line.
[[nodiscard]] std::vector<ScriptCompletion> completionsAt(const QString& before, const QString& after,
                                                          const ScriptOutline& outline,
                                                          const ScriptDictionary& dictionary, ScriptDialect dialect);

/// The expression that ends with the word at `column` (from 0) of a line: "customer.email" in
/// "x = customer.email.trim()"; empty where there is no name.
[[nodiscard]] QString expressionAt(const QString& line, int column);

} // namespace hw::models
