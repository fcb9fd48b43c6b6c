#include "ui/widgets/settingsform.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QStyle>
#include <QVBoxLayout>

namespace hw::widgets {

namespace {

constexpr int padding = 16;
constexpr int belowField = 12;
constexpr int captionGap = 4;

} // namespace

SettingsForm::SettingsForm(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_column(new QVBoxLayout)
{
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(padding, padding, padding, padding);
    outer->addLayout(m_column);
    outer->addStretch(1);
    m_column->setSpacing(0);
}

void SettingsForm::setInset(int pixels)
{
    layout()->setContentsMargins(pixels, pixels, pixels, pixels);
}

void SettingsForm::addTitle(const QString& text)
{
    if (m_column->count() > 0)
        m_column->addSpacing(belowField);
    m_column->addWidget(new Label(m_theme, text, TextRole::SectionTitle));
    m_column->addSpacing(belowField);
}

void SettingsForm::addHelp(const QString& text)
{
    auto* help = new Label(m_theme, text, TextRole::Small, Token::Text3);
    addWrapped(help, *m_column);
    m_column->addSpacing(belowField);
}

void SettingsForm::addField(const QString& caption, QWidget* field, const QString& help)
{
    auto* part = new QWidget;
    auto* column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, belowField);
    column->setSpacing(0);
    if (!caption.isEmpty()) {
        auto* label = new Label(m_theme, caption, TextRole::Secondary, Token::Text2);
        label->setBuddy(field);
        field->setAccessibleName(caption);
        column->addWidget(label);
        column->addSpacing(captionGap);
    }
    field->setMaximumWidth(fieldWidth);
    column->addWidget(field);
    auto* note = new Label(m_theme, {}, TextRole::Small, Token::Fail);
    note->setObjectName(field->objectName() + QStringLiteral("Note"));
    note->hide();
    column->addSpacing(captionGap);
    addWrapped(note, *column);
    if (!help.isEmpty())
        addWrapped(new Label(m_theme, help, TextRole::Small, Token::Text3), *column);
    m_fields.insert(field, {part, note});
    m_column->addWidget(part);
}

void SettingsForm::setFieldVisible(QWidget* field, bool visible)
{
    m_fields.value(field).part->setVisible(visible);
}

void SettingsForm::addWrapped(Label* label, QVBoxLayout& column)
{
    label->setWordWrap(true);
    label->setFixedWidth(fieldWidth);
    // In a row of its own: a column asks for the height at its own width, which is not the label's.
    auto* row = new QHBoxLayout;
    row->addWidget(label);
    row->addStretch(1);
    column.addLayout(row);
}

void SettingsForm::addWidget(QWidget* widget)
{
    m_column->addWidget(widget);
    m_column->addSpacing(belowField);
}

void SettingsForm::addButtons(const QString& name)
{
    m_apply = new Button(m_theme, tr("Apply"), ButtonKind::Primary);
    m_apply->setObjectName(name + QStringLiteral("Apply"));
    m_cancel = new Button(m_theme, tr("Cancel"));
    m_cancel->setObjectName(name + QStringLiteral("Cancel"));
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_apply);
    row->addWidget(m_cancel);
    row->addStretch(1);
    m_column->addLayout(row);
    m_column->addSpacing(belowField);
    connect(m_apply, &QAbstractButton::clicked, this, &SettingsForm::applyWanted);
    connect(m_cancel, &QAbstractButton::clicked, this, &SettingsForm::cancelWanted);
    setState(false, true);
}

void SettingsForm::setProblem(QWidget* field, const QString& problem)
{
    const bool invalid = !problem.isEmpty();
    if (field->property("invalid").toBool() != invalid) {
        field->setProperty("invalid", invalid);
        field->style()->unpolish(field);
        field->style()->polish(field);
    }
    Label* note = m_fields.value(field).note;
    note->setToken(Token::Fail);
    note->setText(problem);
    note->setVisible(invalid);
    field->setAccessibleDescription(problem);
}

void SettingsForm::setNote(QWidget* field, const QString& text, Token token)
{
    Label* note = m_fields.value(field).note;
    note->setToken(token);
    note->setText(text);
    note->setVisible(!text.isEmpty());
    field->setAccessibleDescription(text);
}

void SettingsForm::setState(bool different, bool valid)
{
    m_apply->setEnabled(different && valid);
    m_cancel->setEnabled(different);
}

} // namespace hw::widgets
