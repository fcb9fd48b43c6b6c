#pragma once

#include "core/catalog/provider.h"
#include "core/workspace/source.h"

namespace hw::models {

/// Event types of a source's own, made of a name by its provider's templates (catalog::TypeMaker).
struct MadeTypes
{
    QStringList types; ///< those that the source did not know
    QString notice;    ///< for people, when they are added
    QString problem;   ///< for people; empty = they can be added
};

/// `templates` are some of the maker's.
[[nodiscard]] MadeTypes madeTypes(const catalog::Provider& provider, const workspace::Source& source,
                                  const QString& name, const QStringList& templates);

/// What a template brings, without the name: "INSERT" of "{{name}}:INSERT".
[[nodiscard]] QString templateTitle(const QString& text);

} // namespace hw::models
