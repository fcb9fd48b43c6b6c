#include "ui/widgets/mappingconditionrow.h"

#include "core/mapping/condition.h"
#include "ui/models/mappingpresenter.h"
#include "ui/models/mappingtext.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/combobox.h"
#include "ui/widgets/label.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/mappingslotedit.h"

#include <QLineEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace hw::widgets {

using models::ConditionTest;
using models::MappingSlot;

namespace {

constexpr int gap = 8;
constexpr int valueWidth = 72;
constexpr int opWidth = 108;

} // namespace

MappingConditionRow::MappingConditionRow(const Theme& theme, models::MappingPresenter& presenter, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_presenter(presenter)
    , m_layout(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("conditionRow"));
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(gap);
}

void MappingConditionRow::setForm(const models::ConditionForm& form)
{
    const bool same = m_isBuilt && form.mappings == m_form.mappings && form.editable == m_form.editable &&
                      form.tests.size() == m_form.tests.size();
    m_form = form;
    if (!same)
        build();
    fillIn();
}

void MappingConditionRow::build()
{
    m_isBuilt = true;
    m_rows.clear();
    clearLayout(*m_layout);
    m_matches = new Label(m_theme, {}, TextRole::Small, Token::Text3);
    m_matches->setObjectName(QStringLiteral("conditionMatches"));
    m_problem = new Label(m_theme, {}, TextRole::Small, Token::Fail);
    m_problem->setWordWrap(true);
    for (size_t i = 0; i < m_form.tests.size(); ++i)
        addTestRow(i);
    if (m_form.tests.empty()) {
        auto* line = new QWidget;
        auto* layout = new QHBoxLayout(line);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(gap);
        layout->addWidget(new Label(m_theme, tr("When"), TextRole::Body, Token::Text2));
        auto* text = new Label(m_theme, m_form.editable ? tr("always") : m_form.text,
                               m_form.editable ? TextRole::Body : TextRole::Mono, Token::Text3);
        text->setToolTip(m_form.editable ? QString() : tr("This condition is edited in the file: %1").arg(m_form.text));
        text->setMinimumWidth(0);
        text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        layout->addWidget(text, 1);
        layout->addWidget(m_matches);
        if (m_form.editable) {
            auto* add = new ToolButton(m_theme, Icon::Plus, tr("Condition"));
            add->setObjectName(QStringLiteral("addCondition"));
            add->setToolTip(tr("Act only on events of which something holds"));
            connect(add, &QToolButton::clicked, this, [this] { m_presenter.startTest(m_form.mappings.first()); });
            layout->addWidget(add);
        }
        m_layout->addWidget(line);
    }
    m_layout->addWidget(m_problem);
}

void MappingConditionRow::addTestRow(size_t index)
{
    const QString id = m_form.mappings.first();
    const int at = static_cast<int>(index);
    auto* line = new QWidget;
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(gap);
    layout->addWidget(new Label(m_theme, at == 0 ? tr("When") : tr("and"), TextRole::Body, Token::Text2));
    Row row{};
    row.path = new MappingSlotEdit(m_theme);
    row.path->setObjectName(QStringLiteral("conditionPath%1").arg(at));
    row.path->setPlaceholder(tr("Click a value, or type a path"));
    connect(row.path, &MappingSlotEdit::entered, this, [this, id, at] { m_presenter.setActiveSlot({id, {}, at}); });
    connect(row.path, &MappingSlotEdit::textCommitted, this, [this, id, at](const QString& text) {
        if (text.trimmed().isEmpty()) {
            m_presenter.removeTest(id, at);
            return;
        }
        const auto problem = m_presenter.setSlotText({id, {}, at}, text);
        m_problem->setText(problem.value_or(QString()));
        m_problem->setVisible(problem.has_value());
    });
    connect(row.path, &MappingSlotEdit::pathDropped, this, [this, id, at](const QString& path) {
        m_presenter.setActiveSlot({id, {}, at});
        m_presenter.fill(path);
    });
    connect(row.path, &MappingSlotEdit::removeWanted, this, [this, id, at] { m_presenter.removeTest(id, at); });
    row.op = new ComboBox(m_theme);
    row.op->setObjectName(QStringLiteral("conditionOp%1").arg(at));
    row.op->setAccessibleName(tr("Operator"));
    row.op->setMaximumWidth(opWidth);
    for (const mapping::Op op : mapping::allOps())
        row.op->addItem(models::opText(op), static_cast<int>(op));
    connect(row.op, &QComboBox::activated, this, [this, id, at, combo = row.op] {
        m_presenter.setTestOp(id, at, static_cast<mapping::Op>(combo->currentData().toInt()));
    });
    row.value = new QLineEdit;
    row.value->setObjectName(QStringLiteral("conditionValue%1").arg(at));
    row.value->setAccessibleName(tr("Value to compare with"));
    row.value->setFixedWidth(valueWidth);
    connect(row.value, &QLineEdit::editingFinished, this,
            [this, id, at, field = row.value] { m_presenter.setTestValue(id, at, field->text()); });
    layout->addWidget(row.path, 1);
    layout->addWidget(row.op);
    layout->addWidget(row.value);
    if (index + 1 == m_form.tests.size()) {
        auto* add = new ToolButton(m_theme, Icon::Plus);
        add->setObjectName(QStringLiteral("addCondition"));
        add->setAccessibleName(tr("Add a condition"));
        add->setToolTip(tr("Add a condition that must hold too"));
        connect(add, &QToolButton::clicked, this, [this, id] { m_presenter.startTest(id); });
        layout->addWidget(add);
    }
    if (at == 0)
        layout->addWidget(m_matches);
    m_layout->addWidget(line);
    m_rows.push_back(row);
}

void MappingConditionRow::fillIn()
{
    QString problem;
    for (size_t i = 0; i < m_rows.size(); ++i) {
        const ConditionTest& test = m_form.tests[i];
        MappingSlot slot;
        slot.ref = {m_form.mappings.first(), {}, static_cast<int>(i)};
        slot.title = tr("Path of the condition");
        slot.content = test.path.isEmpty() ? MappingSlot::Content::Empty : MappingSlot::Content::Path;
        slot.text = test.path;
        m_rows[i].path->setSlot(slot);
        const auto op = mapping::opFrom(test.op);
        m_rows[i].op->setCurrentIndex(op ? m_rows[i].op->findData(static_cast<int>(*op)) : -1);
        m_rows[i].op->setPlaceholder(test.op);
        m_rows[i].op->setEnabled(!test.path.isEmpty());
        m_rows[i].value->setVisible(test.takesValue && !test.path.isEmpty());
        m_rows[i].value->setFont(m_theme.font(TextRole::Mono));
        if (!m_rows[i].value->hasFocus() || m_rows[i].value->text() != test.value) {
            const QSignalBlocker quiet(m_rows[i].value);
            m_rows[i].value->setText(test.value);
        }
        if (!test.problem.isEmpty())
            problem = test.problem;
    }
    m_matches->setText(m_form.matches);
    m_matches->setVisible(!m_form.matches.isEmpty());
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

void MappingConditionRow::showActive(const models::SlotRef& active)
{
    for (size_t i = 0; i < m_rows.size(); ++i) {
        const bool mine = m_form.mappings.contains(active.mapping) && active.test == static_cast<int>(i);
        m_rows[i].path->setActive(mine);
    }
}

MappingSlotEdit* MappingConditionRow::slotOf(const models::SlotRef& ref) const
{
    const bool mine =
        m_form.mappings.contains(ref.mapping) && ref.test >= 0 && static_cast<size_t>(ref.test) < m_rows.size();
    return mine ? m_rows[static_cast<size_t>(ref.test)].path : nullptr;
}

} // namespace hw::widgets
