#pragma once

#include "core/script/bodyshape.h"

#include <QByteArray>
#include <QString>

#include <vector>

/// What a script can name, for editors: as a TypeScript declaration file, and as data for completion.
namespace hw::script {

struct Declaration
{
    enum class Kind { Function, Variable, Class, Member };

    QString owner; ///< what it is a member of: "ctx", "ctx.body.data", "ctx.body.items[]", "console", "String"; empty =
                   ///< global
    QString name;  ///< as it is written after the dot; `["order completed"]` where it is no name
    Kind kind = Kind::Member;
    QString signature; ///< TypeScript: "(options: HmacOptions): boolean", "string | null"
    QString doc;       ///< English, one sentence or two; empty where there is none
    friend bool operator==(const Declaration&, const Declaration&) = default;
};

/// Everything that a script of a source with such bodies can name, globals first.
[[nodiscard]] std::vector<Declaration> declarations(const BodyShape& body);

/// `headwater.d.ts` for a source with such bodies.
[[nodiscard]] QByteArray declarationFile(const BodyShape& body);

} // namespace hw::script
