#include "core/base/ids.h"
#include "core/mapping/actionkinds.h"
#include "ui/models/errortext.h"
#include "ui/models/eventtext.h"
#include "ui/models/mappingpresenter.h"
#include "ui/models/mappingtext.h"

#include <algorithm>

// The edits of a MappingPresenter.
namespace hw::models {

using json::Value;
using mapping::Binding;
using mapping::Condition;
using mapping::Mapping;
using mapping::MappingFile;

namespace {

/// What stands in for a value beside a new test; empty for what is no plain value.
Value testValueOf(const Value& value)
{
    return value.isObject() || value.isArray() || value.isUndefined() || value.isNull() ? Value(QString()) : value;
}

} // namespace

void MappingPresenter::edit(const QString& text, const std::function<void(MappingFile&)>& change)
{
    const auto mine = m_drafts.find(m_key);
    if (mine == m_drafts.end())
        return;
    MappingChange done{m_key, m_type, text, mine->current, mine->current};
    change(done.after);
    m_refused = {};
    if (done.after == done.before) {
        refreshCards();
        return;
    }
    mine->current = done.after;
    m_candidate.clear();
    refreshAll();
    Q_EMIT edited(done);
}

void MappingPresenter::editMapping(const QString& text, const QString& id, const std::function<void(Mapping&)>& change)
{
    edit(text, [&](MappingFile& file) {
        for (Mapping& mapping : file.mappings) {
            if (mapping.id == id)
                change(mapping);
        }
    });
}

QStringList MappingPresenter::sharing(const QString& mapping) const
{
    return m_shared && m_shared->mappings.contains(mapping) ? m_shared->mappings : QStringList{mapping};
}

void MappingPresenter::editTests(const QString& text, const QString& id,
                                 const std::function<void(std::vector<Condition>&)>& change)
{
    const QStringList ids = sharing(id);
    edit(text, [&](MappingFile& file) {
        for (Mapping& mapping : file.mappings) {
            if (!ids.contains(mapping.id))
                continue;
            auto tests = testsOf(mapping.when);
            if (!tests)
                continue;
            change(*tests);
            setTests(mapping.when, std::move(*tests));
        }
    });
}

QString MappingPresenter::activeTitle() const
{
    if (!m_active.isValid())
        return {};
    if (m_active.test >= 0)
        return tr("Condition");
    const Mapping* mapping = mappingOf(m_active.mapping);
    return mapping ? parameterTitle(mapping->action, m_active.parameter) : QString();
}

void MappingPresenter::setActiveSlot(const SlotRef& slot)
{
    if (slot == m_active)
        return;
    m_active = slot;
    Q_EMIT activeSlotChanged();
    refreshPreview();
}

SlotRef MappingPresenter::nextEmpty(const SlotRef& after) const
{
    const std::vector<MappingSlot>& rows = m_slots.rows();
    const auto at = std::find_if(rows.begin(), rows.end(), [&](const MappingSlot& row) { return row.ref == after; });
    const auto isEmpty = [](const MappingSlot& row) { return row.content == MappingSlot::Content::Empty; };
    const auto behind = std::find_if(at == rows.end() ? rows.begin() : at, rows.end(), isEmpty);
    if (behind != rows.end())
        return behind->ref;
    const auto before = std::find_if(rows.begin(), at, isEmpty);
    return before == at || before == rows.end() ? after : before->ref;
}

void MappingPresenter::refuse(const SlotRef& slot, const QString& reason)
{
    m_refused = slot;
    m_refusal = reason;
    refreshCards();
}

std::optional<QString> MappingPresenter::fill(const QString& path)
{
    if (!m_active.isValid())
        return tr("Choose a slot on the right first.");
    if (m_active.test >= 0)
        return setTestPath(m_active, path);
    const Mapping* mapping = mappingOf(m_active.mapping);
    if (!mapping)
        return tr("Choose a slot on the right first.");
    const Binding binding = Binding::path(path);
    const mapping::ActionKind* kind = mapping::findActionKind(mapping->action);
    const mapping::Parameter* parameter = kind ? mapping::findParameter(*kind, m_active.parameter) : nullptr;
    if (parameter && binding.parsedPath && sample()) {
        const QString misfit = misfitText(mapping->action, *parameter, valueAt(*sample(), vars(), *binding.parsedPath));
        if (!misfit.isEmpty()) {
            refuse(m_active, misfit);
            return misfit;
        }
    }
    const SlotRef filled = m_active;
    putBinding(filled, binding, tr("Fill %1").arg(activeTitle()));
    setActiveSlot(nextEmpty(filled));
    return std::nullopt;
}

void MappingPresenter::putBinding(const SlotRef& slot, Binding binding, const QString& text)
{
    editMapping(text, slot.mapping, [&](Mapping& mapping) {
        if (const Binding* old = mapping.parameter(slot.parameter)) {
            // What the file says beside the source of the value stays.
            binding.fallback = old->fallback;
            binding.extra = old->extra;
        }
        mapping.setParameter(slot.parameter, binding);
    });
}

std::optional<QString> MappingPresenter::setSlotText(const SlotRef& slot, const QString& text)
{
    if (slot.test >= 0)
        return setTestPath(slot, text.trimmed());
    const Mapping* mapping = mappingOf(slot.mapping);
    if (!mapping)
        return std::nullopt;
    if (text.trimmed().isEmpty()) {
        clearSlot(slot);
        return std::nullopt;
    }
    const mapping::ActionKind* kind = mapping::findActionKind(mapping->action);
    const mapping::Parameter* parameter = kind ? mapping::findParameter(*kind, slot.parameter) : nullptr;
    const QString title = parameterTitle(mapping->action, slot.parameter);
    const Binding* old = mapping->parameter(slot.parameter);
    if (old && bindingText(*old) == text) {
        if (m_refused == slot)
            refuse({}, {});
        return std::nullopt;
    }
    const Result<Binding> binding = bindingFromText(text, parameter ? parameter->type : mapping::ParameterType::Any);
    QString problem;
    if (!binding)
        problem = errorText(binding.error(), Audience::Window);
    else if (parameter && binding->kind == Binding::Kind::Literal)
        problem = misfitText(mapping->action, *parameter, binding->value);
    if (!problem.isEmpty()) {
        refuse(slot, problem);
        return problem;
    }
    putBinding(slot, *binding, tr("Fill %1").arg(title));
    return std::nullopt;
}

void MappingPresenter::clearSlot(const SlotRef& slot)
{
    const Mapping* mapping = mappingOf(slot.mapping);
    if (!mapping)
        return;
    // The row stays where it is: the next click is meant for it.
    QStringList& extra = m_extra[slot.mapping];
    if (!extra.contains(slot.parameter))
        extra.append(slot.parameter);
    editMapping(tr("Clear %1").arg(parameterTitle(mapping->action, slot.parameter)), slot.mapping,
                [&](Mapping& changed) {
                    auto& all = changed.parameters;
                    all.erase(std::remove_if(all.begin(), all.end(),
                                             [&](const auto& entry) { return entry.first == slot.parameter; }),
                              all.end());
                });
}

void MappingPresenter::setFallback(const SlotRef& slot, const QString& text)
{
    const Mapping* mapping = mappingOf(slot.mapping);
    if (!mapping || !mapping->parameter(slot.parameter))
        return;
    const QString title = parameterTitle(mapping->action, slot.parameter);
    editMapping(text.isEmpty() ? tr("No default for %1").arg(title) : tr("Default for %1").arg(title), slot.mapping,
                [&](Mapping& changed) {
                    Binding binding = *changed.parameter(slot.parameter);
                    binding.fallback = text.isEmpty() ? Value() : literalFromText(text);
                    changed.setParameter(slot.parameter, binding);
                });
}

void MappingPresenter::showParameter(const QString& mapping, const QString& parameter)
{
    QStringList& extra = m_extra[mapping];
    if (!extra.contains(parameter))
        extra.append(parameter);
    m_active = {mapping, parameter, -1};
    refreshCards();
    Q_EMIT activeSlotChanged();
    refreshPreview();
}

void MappingPresenter::addAction(const QString& kind)
{
    if (m_type.isEmpty())
        return;
    Mapping mapping;
    mapping.id = ids::make(ids::mapping, m_clock.now());
    mapping.eventType = m_type;
    mapping.action = kind;
    // A condition that the others share is this one's too.
    const std::vector<Mapping> others = shownMappings();
    if (m_shared && !others.empty())
        mapping.when = others.front().when;
    edit(tr("Add %1").arg(actionTitle(kind)), [&](MappingFile& file) { file.mappings.push_back(mapping); });
    const std::vector<MappingSlot>& rows = m_slots.rows();
    const auto first =
        std::find_if(rows.begin(), rows.end(), [&](const MappingSlot& row) { return row.ref.mapping == mapping.id; });
    if (first != rows.end())
        setActiveSlot(first->ref);
}

void MappingPresenter::removeAction(const QString& mapping)
{
    const Mapping* gone = mappingOf(mapping);
    if (!gone)
        return;
    if (m_active.mapping == mapping)
        setActiveSlot({});
    if (m_previewAction == mapping)
        m_previewAction.clear();
    edit(tr("Delete %1").arg(actionTitle(gone->action)), [&](MappingFile& file) {
        auto& all = file.mappings;
        all.erase(std::remove_if(all.begin(), all.end(), [&](const Mapping& each) { return each.id == mapping; }),
                  all.end());
    });
}

void MappingPresenter::duplicateAction(const QString& mapping)
{
    const Mapping* original = mappingOf(mapping);
    if (!original)
        return;
    Mapping copy = *original;
    copy.id = ids::make(ids::mapping, m_clock.now());
    edit(tr("Duplicate %1").arg(actionTitle(copy.action)), [&](MappingFile& file) {
        const auto at = std::find_if(file.mappings.begin(), file.mappings.end(),
                                     [&](const Mapping& each) { return each.id == mapping; });
        file.mappings.insert(at + 1, copy);
    });
}

void MappingPresenter::setActionActive(const QString& mapping, bool active)
{
    const Mapping* changed = mappingOf(mapping);
    if (!changed || changed->active == active)
        return;
    const QString title = actionTitle(changed->action);
    editMapping(active ? tr("Switch on %1").arg(title) : tr("Switch off %1").arg(title), mapping,
                [active](Mapping& each) { each.active = active; });
}

QStringList MappingPresenter::siblingsOf(const QString& mapping) const
{
    QStringList ids;
    const Mapping* mine = mappingOf(mapping);
    for (const Mapping& each : shownMappings()) {
        if (mine && each.action == mine->action)
            ids.append(each.id);
    }
    return ids;
}

bool MappingPresenter::canMove(const QString& mapping, int step) const
{
    const QStringList siblings = siblingsOf(mapping);
    const qsizetype at = siblings.indexOf(mapping);
    return at >= 0 && at + step >= 0 && at + step < siblings.size();
}

void MappingPresenter::moveAction(const QString& mapping, int step)
{
    if (!canMove(mapping, step))
        return;
    const QStringList siblings = siblingsOf(mapping);
    const qsizetype before = siblings.indexOf(mapping) + (step > 0 ? step + 1 : step);
    placeAction(mapping, siblings.value(before));
}

void MappingPresenter::placeAction(const QString& mapping, const QString& before)
{
    QStringList wanted = siblingsOf(mapping);
    if (mapping == before || !wanted.contains(mapping) || (!before.isEmpty() && !wanted.contains(before)))
        return;
    wanted.removeOne(mapping);
    wanted.insert(before.isEmpty() ? wanted.size() : wanted.indexOf(before), mapping);
    edit(tr("Move %1").arg(actionTitle(mappingOf(mapping)->action)), [&](MappingFile& file) {
        // They change places among themselves: whatever stands between them in the file stays where it is.
        const MappingFile old = file;
        qsizetype next = 0;
        for (Mapping& each : file.mappings) {
            if (!wanted.contains(each.id))
                continue;
            const QString& id = wanted[next++];
            each = *std::find_if(old.mappings.begin(), old.mappings.end(),
                                 [&](const Mapping& one) { return one.id == id; });
        }
    });
}

QString MappingPresenter::actionJson(const QString& mapping) const
{
    const Mapping* found = mappingOf(mapping);
    return found ? QString::fromUtf8(json::write(mapping::toJson(*found), json::Style::Indented)) : QString();
}

void MappingPresenter::setEventType(const QString& mapping, const QString& type)
{
    const Mapping* changed = mappingOf(mapping);
    if (!changed || changed->eventType == type)
        return;
    editMapping(tr("Use %1 for %2").arg(type, actionTitle(changed->action)), mapping,
                [&](Mapping& each) { each.eventType = type; });
    addType(type);
}

void MappingPresenter::startTest(const QString& mapping)
{
    const Mapping* first = mappingOf(mapping);
    const auto tests = first ? testsOf(first->when) : std::nullopt;
    if (!tests)
        return;
    m_pendingTest = mapping;
    m_active = {mapping, {}, static_cast<int>(tests->size())};
    refreshCards();
    Q_EMIT activeSlotChanged();
}

std::optional<QString> MappingPresenter::setTestPath(const SlotRef& slot, const QString& path)
{
    if (path.isEmpty())
        return std::nullopt;
    const Result<mapping::Path> parsed = mapping::Path::parse(path);
    if (!parsed)
        return errorText(parsed.error(), Audience::Window);
    m_pendingTest.clear();
    const Value value = sample() ? testValueOf(valueAt(*sample(), vars(), *parsed)) : Value(QString());
    const auto at = static_cast<size_t>(slot.test);
    editTests(tr("Change the condition"), slot.mapping, [&](std::vector<Condition>& tests) {
        if (at >= tests.size()) {
            tests.push_back(Condition::test(path, mapping::Op::Equals, value));
            return;
        }
        Condition changed = Condition::test(path, mapping::Op::Equals, tests[at].value);
        changed.opName = tests[at].opName;
        changed.op = tests[at].op;
        changed.extra = tests[at].extra;
        tests[at] = Condition::fromJson(changed.toJson());
    });
    return std::nullopt;
}

void MappingPresenter::setTestOp(const QString& mapping, int test, mapping::Op op)
{
    const auto at = static_cast<size_t>(test);
    editTests(tr("Change the condition"), mapping, [&](std::vector<Condition>& tests) {
        if (at >= tests.size() || tests[at].op == op)
            return;
        Condition changed = tests[at];
        changed.op = op;
        changed.opName = mapping::toString(op);
        if (!mapping::takesValue(op))
            changed.value = {};
        else if (op == mapping::Op::In && !changed.value.isArray())
            changed.value = json::Array{changed.value};
        else if (changed.value.isUndefined())
            changed.value = QString();
        tests[at] = Condition::fromJson(changed.toJson());
    });
}

void MappingPresenter::setTestValue(const QString& mapping, int test, const QString& text)
{
    const auto at = static_cast<size_t>(test);
    editTests(tr("Change the condition"), mapping, [&](std::vector<Condition>& tests) {
        if (at >= tests.size() || literalText(tests[at].value) == text)
            return;
        Condition changed = tests[at];
        changed.value = literalFromText(text);
        tests[at] = Condition::fromJson(changed.toJson());
    });
}

void MappingPresenter::removeTest(const QString& mapping, int test)
{
    if (m_active.test >= 0)
        setActiveSlot({});
    if (!m_pendingTest.isEmpty() && sharing(mapping).contains(m_pendingTest)) {
        const Mapping* first = mappingOf(m_pendingTest);
        const auto tests = first ? testsOf(first->when) : std::nullopt;
        if (tests && static_cast<size_t>(test) >= tests->size()) {
            m_pendingTest.clear();
            refreshCards();
            return;
        }
    }
    editTests(tr("Remove a condition"), mapping, [test](std::vector<Condition>& tests) {
        if (static_cast<size_t>(test) < tests.size())
            tests.erase(tests.begin() + test);
    });
}

void MappingPresenter::separateConditions()
{
    m_separated.append(m_key + u'/' + m_type);
    refreshCards();
}

void MappingPresenter::save()
{
    const auto mine = m_drafts.find(m_key);
    if (mine == m_drafts.end() || m_saving || !isDirty())
        return;
    m_saving = true;
    m_savingSource = m_key;
    m_savingFile = mine->current;
    const auto onConflict = mine->theirs ? workspace::OnConflict::Overwrite : workspace::OnConflict::Refuse;
    if (mine->theirs)
        Q_EMIT edited({m_key, m_type, tr("Replace the file's version"), *mine->theirs, mine->current});
    m_source.startSave(++m_saveGeneration, m_key, mine->current, onConflict);
    Q_EMIT draftChanged();
}

void MappingPresenter::onSaved(quint64 generation, const Result<void>& result)
{
    if (generation != m_saveGeneration)
        return;
    m_saving = false;
    if (!result) {
        Q_EMIT draftChanged();
        Q_EMIT saveFailed(result.error());
        return;
    }
    const auto mine = m_drafts.find(m_savingSource);
    if (mine != m_drafts.end()) {
        mine->file = m_savingFile;
        mine->theirs.reset();
    }
    Q_EMIT draftChanged();
    Q_EMIT saved();
}

void MappingPresenter::takeFile()
{
    const auto mine = m_drafts.find(m_key);
    if (mine == m_drafts.end() || !mine->theirs)
        return;
    const MappingFile theirs = *mine->theirs;
    mine->theirs.reset();
    if (theirs == mine->current) {
        refreshAll();
        return;
    }
    edit(tr("Take the file's version"), [&](MappingFile& file) { file = theirs; });
}

void MappingPresenter::restore(const QString& source, const QString& type, const MappingFile& file)
{
    const auto mine = m_drafts.find(source);
    if (mine == m_drafts.end())
        return;
    mine->current = file;
    m_refused = {};
    m_pendingTest.clear();
    if (source != m_key)
        return;
    if (type != m_type) {
        refreshTypes();
        selectType(type);
    }
    refreshAll();
    if (m_active.isValid() && !mappingOf(m_active.mapping))
        setActiveSlot({});
}

} // namespace hw::models
