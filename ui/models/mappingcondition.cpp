#include "ui/models/mappingcondition.h"

#include "ui/models/mappingtext.h"

#include <algorithm>

namespace hw::models {

using mapping::Condition;

namespace {

ConditionTest testForm(const Condition& test)
{
    ConditionTest form;
    form.path = test.text;
    form.op = test.opName;
    form.takesValue = !test.op || mapping::takesValue(*test.op);
    form.value = literalText(test.value);
    // A test that is being put together is no mistake yet.
    if (form.path.isEmpty())
        return form;
    const auto problems = mapping::validate(test);
    if (!problems.empty())
        form.problem = problemText(problems.front().code, problems.front().detail);
    return form;
}

} // namespace

std::optional<std::vector<Condition>> testsOf(const std::optional<Condition>& condition)
{
    if (!condition)
        return std::vector<Condition>();
    if (condition->kind == Condition::Kind::Test)
        return std::vector<Condition>{*condition};
    const bool onlyTests = condition->kind == Condition::Kind::All &&
                           std::all_of(condition->children.begin(), condition->children.end(),
                                       [](const Condition& child) { return child.kind == Condition::Kind::Test; });
    return onlyTests ? std::optional(condition->children) : std::nullopt;
}

void setTests(std::optional<Condition>& condition, std::vector<Condition> tests)
{
    if (tests.empty()) {
        condition.reset();
        return;
    }
    if (condition && condition->kind == Condition::Kind::All) {
        condition->children = std::move(tests);
        return;
    }
    if (tests.size() == 1 && condition)
        condition = std::move(tests.front());
    else
        condition = Condition::all(std::move(tests));
}

ConditionForm formOf(const mapping::Mapping& mapping)
{
    ConditionForm form;
    form.mappings = QStringList{mapping.id};
    const auto tests = testsOf(mapping.when);
    form.editable = tests.has_value();
    if (tests) {
        for (const Condition& test : *tests)
            form.tests.push_back(testForm(test));
    } else {
        form.text = QString::fromUtf8(json::write(mapping.when->toJson()));
    }
    return form;
}

} // namespace hw::models
