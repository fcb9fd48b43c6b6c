#pragma once

#include "core/base/result.h"
#include "core/store/database.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace hw::store {

/// What a workspace's events have shown so far, of one source or of all: what may be offered in a filter.
struct FilterVocabulary
{
    QStringList sources;      ///< keys
    QStringList types;        ///< of events
    QStringList environments; ///< names
    QStringList methods;      ///< of HTTP
    QStringList actions;      ///< kinds
    QStringList headers;      ///< names, in lower case
    QStringList bodyPaths;    ///< "data.object.amount", "items[0].id": without the "body."
    friend bool operator==(const FilterVocabulary&, const FilterVocabulary&) = default;
};

/// Sources, types and environments of all events, the rest of the newest ones. A few milliseconds, however many events
/// there are.
[[nodiscard]] Result<FilterVocabulary> readVocabulary(Database& database, const QString& source = {});

enum class CompletionKind { Field, Operator, Value };

/// What may stand at the cursor: `position` and `length` are the part of the text that an offer replaces.
struct FilterCompletion
{
    CompletionKind kind = CompletionKind::Field;
    int position = 0; ///< UTF-16 units from 0
    int length = 0;
    QStringList
        offers; ///< what fits what is typed, as it stands in a filter (quoted where it must be), the likely first
    friend bool operator==(const FilterCompletion&, const FilterCompletion&) = default;
};

/// `text` need not be a filter yet. A field is offered with its colon where it has no better sign, a value where the
/// cursor stands behind an operator. Free words have no offers but the fields that begin alike.
[[nodiscard]] FilterCompletion completeFilter(const QString& text, int cursor, const FilterVocabulary& vocabulary);

} // namespace hw::store
