#pragma once

#include "ui/models/scripttokens.h"

#include <QHash>
#include <QMap>
#include <QString>
#include <QStringList>

#include <vector>

namespace hw::models {

/// What a script's text tells without being run: which names stand for which part of `ctx`, where names are set, what
/// `main` returns. Read plainly, complete or not: what cannot be told is left out, never guessed.
struct ScriptOutline
{
    /// A place that gives a name a value.
    struct Setter
    {
        int line = 0;        ///< from 1
        bool certain = true; ///< false = the line may be run without setting it ("if (x) y = 1")
        QStringList reads;   ///< names and paths that stand in the value: "body.data.id", "first"
    };

    /// A member of what main returns.
    struct Returned
    {
        QString key;
        QString variable; ///< where the value is one: its name; "result.email" where members were set one by one
        int line = 0;
        QStringList reads; ///< where it is an expression
    };

    QHash<QString, QString> paths; ///< "body" → "ctx.body", "customer" → "ctx.body.data.object"
    QStringList locals;            ///< every name that is declared, in their order
    QMap<QString, std::vector<Setter>> setters;
    std::vector<Returned> returned;
    std::vector<int> returnLines;
    bool returnsUnknown = false; ///< something is spread or built out of sight: there may be more keys

    /// "customer.email" → "ctx.body.data.object.email"; the text itself where its first name stands for nothing else.
    [[nodiscard]] QString resolve(const QString& expression) const;
};

[[nodiscard]] ScriptOutline outlineOf(const QString& script, ScriptDialect dialect);

/// A path as written ("a?.b", `a["b"]`, "a[0]") in the form of declarations: "a.b", "a[]"; empty where it is none.
[[nodiscard]] QString plainPath(const QString& expression);

} // namespace hw::models
