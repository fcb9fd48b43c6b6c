#pragma once

#include "core/mapping/condition.h"
#include "core/mapping/mapping.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace hw::models {

/// One test of a condition as the form shows it.
struct ConditionTest
{
    QString path;
    QString op; ///< as in the file; perhaps not one of mapping::Op
    bool takesValue = true;
    QString value;
    QString problem; ///< empty = none

    friend bool operator==(const ConditionTest&, const ConditionTest&) = default;
};

/// The condition of some mappings (one, or all of a type that share it).
struct ConditionForm
{
    QStringList mappings; ///< ids; not empty
    bool editable = true; ///< false where it is more than tests that must all hold: then `text` shows it
    std::vector<ConditionTest> tests;
    QString text;
    QString matches; ///< "19 of 20 events match"; empty = not known

    friend bool operator==(const ConditionForm&, const ConditionForm&) = default;
};

/// The tests that must all hold; nothing where the condition is of another form.
[[nodiscard]] std::optional<std::vector<mapping::Condition>>
testsOf(const std::optional<mapping::Condition>& condition);

/// Puts the tests in place of those that testsOf() gave, in the form that stands in the file as far as it can hold
/// them. None leaves no condition.
void setTests(std::optional<mapping::Condition>& condition, std::vector<mapping::Condition> tests);

/// Everything but `matches`.
[[nodiscard]] ConditionForm formOf(const mapping::Mapping& mapping);

} // namespace hw::models
