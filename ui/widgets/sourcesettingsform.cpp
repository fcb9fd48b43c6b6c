#include "ui/widgets/sourcesettingsform.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScopedValueRollback>

namespace hw::widgets {

using models::SourceTexts;

namespace {

constexpr int linesHeight = 76;

/// "signing.toleranceSeconds" → "source_signing_toleranceSeconds": names of objects have no dots in style sheets.
QString objectNameOf(const QString& name)
{
    return QStringLiteral("source_") + QString(name).replace(u'.', u'_');
}

} // namespace

SourceSettingsForm::SourceSettingsForm(const Theme& theme, models::SourceSettingsPresenter& presenter, QWidget* parent)
    : SettingsForm(theme, parent)
    , m_presenter(presenter)
{}

void SourceSettingsForm::read(SourceTexts& texts) const
{
    for (auto it = m_bound.constBegin(); it != m_bound.constEnd(); ++it)
        texts.insert(it.key(), it->text());
}

void SourceSettingsForm::fill(const SourceTexts& texts)
{
    const QScopedValueRollback filling(m_filling, true);
    for (auto it = m_bound.constBegin(); it != m_bound.constEnd(); ++it) {
        const QString text = texts.value(it.key());
        if (it->text() != text) // the caret stays where nothing changes
            it->setText(text);
    }
}

void SourceSettingsForm::review(const SourceTexts&, const SourceTexts& problems)
{
    for (auto it = m_bound.constBegin(); it != m_bound.constEnd(); ++it) {
        if (!qobject_cast<QCheckBox*>(it->widget))
            setProblem(it->widget, problems.value(it.key()));
    }
}

QLineEdit* SourceSettingsForm::addText(const QString& name, const QString& caption, const QString& help, TextRole role)
{
    auto* edit = new QLineEdit;
    edit->setObjectName(objectNameOf(name));
    addField(caption, edit, help);
    dressMono(edit, role);
    bind(
        name, edit, [edit] { return edit->text(); }, [edit](const QString& text) { edit->setText(text); });
    connect(edit, &QLineEdit::textChanged, this, [this] {
        if (!m_filling)
            Q_EMIT edited();
    });
    connect(edit, &QLineEdit::returnPressed, this, &SettingsForm::applyWanted);
    return edit;
}

QCheckBox* SourceSettingsForm::addFlag(const QString& name, const QString& text)
{
    auto* box = new QCheckBox(text);
    box->setObjectName(objectNameOf(name));
    addWidget(box);
    bind(
        name, box, [box] { return box->isChecked() ? QStringLiteral("true") : QStringLiteral("false"); },
        [box](const QString& value) { box->setChecked(value == QLatin1String("true")); });
    connect(box, &QCheckBox::toggled, this, [this] {
        if (!m_filling)
            Q_EMIT edited();
    });
    return box;
}

QPlainTextEdit* SourceSettingsForm::addLines(const QString& name, const QString& caption, const QString& help)
{
    auto* edit = new QPlainTextEdit;
    edit->setObjectName(objectNameOf(name));
    edit->setFixedHeight(linesHeight);
    edit->setTabChangesFocus(true);
    addField(caption, edit, help);
    dressMono(edit, TextRole::Mono);
    bind(
        name, edit, [edit] { return edit->toPlainText(); }, [edit](const QString& text) { edit->setPlainText(text); });
    connect(edit, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_filling)
            Q_EMIT edited();
    });
    return edit;
}

void SourceSettingsForm::bind(const QString& name, QWidget* widget, std::function<QString()> text,
                              std::function<void(const QString&)> setText)
{
    m_bound.insert(name, {widget, std::move(text), std::move(setText)});
}

void SourceSettingsForm::dressMono(QWidget* field, TextRole role)
{
    if (role == TextRole::Body)
        return;
    const auto dress = [this, field, role] { field->setFont(theme().font(role)); };
    connect(&theme(), &Theme::changed, field, dress);
    dress();
}

} // namespace hw::widgets
