#include "core/mapping/actionkinds.h"
#include "ui/models/mappingpresenter.h"
#include "ui/models/mappingsuggest.h"
#include "ui/models/mappingtext.h"

#include <algorithm>

// The cards of a MappingPresenter and their slots.
namespace hw::models {

using mapping::Binding;
using mapping::Mapping;

namespace {

/// Optional parameters that a card shows although nothing is in them.
constexpr int optionalShown = 2;

/// How many there are in the event; empty where that is not known before it runs, or there are none.
QString recipientsText(const QString& parameter, const Binding& binding, const SampleEvent& event,
                       const PreviewVars& vars)
{
    const json::Value value = bindingValue(binding, event, vars);
    const auto count = value.isArray() ? static_cast<int>(value.toArray().size()) : 1;
    if (value.isUndefined() || value.isNull())
        return {};
    return parameter == QLatin1String("members") ? MappingPresenter::tr("%n member(s)", nullptr, count)
                                                 : MappingPresenter::tr("%n recipient(s)", nullptr, count);
}

QString canonical(const QString& path)
{
    const Result<mapping::Path> parsed = mapping::Path::parse(path);
    return parsed ? parsed->text() : path;
}

MappingSlot::Content contentOf(const Binding& binding)
{
    switch (binding.kind) {
    case Binding::Kind::AtPath: return MappingSlot::Content::Path;
    case Binding::Kind::Literal: return MappingSlot::Content::Literal;
    case Binding::Kind::Expression: return MappingSlot::Content::Expression;
    case Binding::Kind::Malformed: break;
    }
    return MappingSlot::Content::Malformed;
}

} // namespace

std::vector<Mapping> MappingPresenter::shownMappings() const
{
    std::vector<Mapping> shown;
    if (const Draft* mine = draft()) {
        std::copy_if(mine->current.mappings.begin(), mine->current.mappings.end(), std::back_inserter(shown),
                     [this](const Mapping& each) { return each.eventType == m_type; });
    }
    std::stable_sort(shown.begin(), shown.end(), [](const Mapping& a, const Mapping& b) {
        return mapping::executionOrder(a.action) < mapping::executionOrder(b.action);
    });
    return shown;
}

const Mapping* MappingPresenter::mappingOf(const QString& id) const
{
    const Draft* mine = draft();
    if (!mine)
        return nullptr;
    const auto& all = mine->current.mappings;
    const auto found = std::find_if(all.begin(), all.end(), [&](const Mapping& each) { return each.id == id; });
    return found == all.end() ? nullptr : &*found;
}

QStringList MappingPresenter::applyingPatterns() const
{
    QStringList patterns;
    for (const Mapping& each : draft() ? draft()->current.mappings : std::vector<Mapping>()) {
        if (each.eventType != m_type && each.eventType.contains(u'*') && !m_type.contains(u'*') &&
            mapping::eventTypeMatches(each.eventType, m_type) && !patterns.contains(each.eventType))
            patterns.append(each.eventType);
    }
    return patterns;
}

QStringList MappingPresenter::shownParameters(const Mapping& mapping, const mapping::ActionKind* kind) const
{
    QStringList shown;
    int optional = 0;
    const QStringList extra = m_extra.value(mapping.id);
    if (kind) {
        for (const mapping::Parameter& parameter : kind->parameters) {
            const QString name = QLatin1String(parameter.name);
            const bool early = !parameter.required && optional++ < optionalShown;
            if (parameter.required || early || extra.contains(name) || mapping.parameter(name))
                shown.append(name);
        }
    }
    for (const auto& [name, binding] : mapping.parameters) {
        if (!shown.contains(name))
            shown.append(name);
    }
    return shown;
}

MappingSlot MappingPresenter::slotOf(const Mapping& mapping, const QString& parameter,
                                     const mapping::ActionKind* kind) const
{
    MappingSlot slot;
    slot.ref = {mapping.id, parameter, -1};
    slot.action = mapping.action;
    slot.title = parameterTitle(mapping.action, parameter);
    const mapping::Parameter* known = kind ? mapping::findParameter(*kind, parameter) : nullptr;
    if (known) {
        slot.help = QLatin1String(known->help);
        slot.required = known->required;
    }
    if (const Binding* binding = mapping.parameter(parameter)) {
        slot.content = contentOf(*binding);
        slot.text = bindingText(*binding);
        slot.fallback = binding->fallback.isUndefined() ? QString() : literalText(binding->fallback);
        if (binding->kind == Binding::Kind::Expression && m_broken.contains(binding->text))
            slot.problem = tr("This does not compile: %1").arg(m_broken.value(binding->text));
        if (const SampleEvent* event = sample()) {
            slot.preview = bindingPreview(*binding, *event, vars());
            if (known && binding->kind == Binding::Kind::AtPath && binding->parsedPath)
                slot.problem = misfitText(mapping.action, *known, valueAt(*event, vars(), *binding->parsedPath));
            using Type = mapping::ParameterType;
            const bool isList = known && (known->type == Type::Recipients || known->type == Type::Members);
            if (isList && slot.problem.isEmpty())
                slot.count = recipientsText(parameter, *binding, *event, vars());
        }
    }
    if (slot.content == MappingSlot::Content::Empty && sample() && sample()->root)
        slot.suggestion = suggestedPath(mapping.action, parameter, *sample()->root);
    if (m_refused == slot.ref)
        slot.problem = m_refusal;
    return slot;
}

void MappingPresenter::checkExpressions(const std::vector<Mapping>& mappings)
{
    QStringList unknown;
    for (const mapping::ExpressionSource& one : mapping::expressionsOf(mappings)) {
        if (!one.source.trimmed().isEmpty() && !m_checked.contains(one.source))
            unknown.append(one.source);
        m_checked.insert(one.source);
    }
    if (!unknown.isEmpty())
        m_source.checkExpressions(unknown);
}

void MappingPresenter::takeChecked(const QStringList& expressions, const QStringList& problems)
{
    if (problems.size() != expressions.size()) {
        for (const QString& one : expressions)
            m_checked.remove(one);
        return;
    }
    const qsizetype before = m_broken.size();
    for (qsizetype i = 0; i < expressions.size(); ++i) {
        if (!problems[i].isEmpty())
            m_broken.insert(expressions[i], problems[i]);
    }
    if (m_broken.size() == before)
        return;
    refreshCards();
    refreshPreview();
}

void MappingPresenter::refreshCards()
{
    const std::vector<Mapping> mappings = shownMappings();
    checkExpressions(mappings);
    std::vector<MappingCard> cards;
    std::vector<MappingSlot> rows;
    const std::vector<mapping::Problem> problems = mapping::validate(mappings);
    std::vector<ConditionForm> forms;
    for (const Mapping& mapping : mappings) {
        const mapping::ActionKind* kind = mapping::findActionKind(mapping.action);
        MappingCard card;
        card.mapping = mapping.id;
        card.action = mapping.action;
        card.active = mapping.active;
        card.environments = mapping.environments;
        const QStringList shown = shownParameters(mapping, kind);
        for (const QString& name : shown) {
            MappingSlot slot = slotOf(mapping, name, kind);
            for (const mapping::Problem& problem : problems) {
                const bool here = problem.mappingId == mapping.id && problem.where == u"parameters/" + name;
                if (here && problem.code != u"required_missing" && slot.problem.isEmpty())
                    slot.problem = problemText(problem.code, problem.detail);
            }
            ++card.shown;
            card.filled += slot.content != MappingSlot::Content::Empty ? 1 : 0;
            rows.push_back(std::move(slot));
        }
        if (kind) {
            for (const mapping::Parameter& parameter : kind->parameters) {
                if (!shown.contains(QLatin1String(parameter.name)))
                    card.hidden.append(QLatin1String(parameter.name));
            }
        }
        forms.push_back(formOf(mapping));
        if (m_pendingTest == mapping.id && forms.back().editable)
            forms.back().tests.push_back({{}, mapping::toString(mapping::Op::Equals), true, {}, {}});
        forms.back().matches = matchesText(mapping);
        cards.push_back(std::move(card));
    }
    const bool alike = std::all_of(mappings.begin(), mappings.end(),
                                   [&](const Mapping& each) { return each.when == mappings.front().when; });
    m_shared.reset();
    if (!mappings.empty() && alike && !m_separated.contains(m_key + u'/' + m_type)) {
        m_shared = forms.front();
        m_shared->mappings.clear();
        for (const Mapping& each : mappings)
            m_shared->mappings.append(each.id);
    } else {
        for (size_t i = 0; i < cards.size(); ++i)
            cards[i].when = forms[i];
    }
    m_cards = std::move(cards);
    m_slots.setSlots(std::move(rows));
    resolveUses();
    Q_EMIT cardsChanged();
}

void MappingPresenter::resolveUses()
{
    m_uses.clear();
    const auto note = [this](const QString& path, const QString& use) {
        QStringList& uses = m_uses[canonical(path)];
        if (!uses.contains(use))
            uses.append(use);
    };
    for (const Mapping& mapping : shownMappings()) {
        for (const mapping::Condition& test : testsOf(mapping.when).value_or(std::vector<mapping::Condition>()))
            note(test.text, tr("Condition"));
        for (const auto& [name, binding] : mapping.parameters) {
            if (binding.kind == Binding::Kind::AtPath)
                note(binding.text,
                     tr("%1 \u00b7 %2").arg(shortActionTitle(mapping.action), parameterTitle(mapping.action, name)));
        }
    }
}

QString MappingPresenter::useOf(const QString& path) const
{
    return m_uses.isEmpty() ? QString() : m_uses.value(canonical(path)).join(QStringLiteral(", "));
}

QString MappingPresenter::matchesText(const Mapping& mapping) const
{
    if (!mapping.when || m_events.empty())
        return {};
    int matching = 0;
    const PreviewVars known = vars();
    for (const SampleEvent& event : m_events) {
        const std::optional<bool> holds = conditionHolds(*mapping.when, event, known);
        if (!holds)
            return {};
        matching += *holds ? 1 : 0;
    }
    return tr("%1 of %n event(s) match", nullptr, static_cast<int>(m_events.size())).arg(matching);
}

} // namespace hw::models
