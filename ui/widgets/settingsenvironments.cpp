#include "ui/widgets/settingsenvironments.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/combobox.h"
#include "ui/widgets/destinationform.h"
#include "ui/widgets/label.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/secretrow.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace hw::widgets {

using models::SecretRow;
using models::SettingsPresenter;

namespace {

constexpr int variablesHeight = 120;
constexpr int gap = 8;

} // namespace

EnvironmentSettings::EnvironmentSettings(const Theme& theme, SettingsPresenter& presenter, QWidget* parent)
    : SettingsForm(theme, parent)
    , m_presenter(presenter)
    , m_environments(new ComboBox(theme))
    , m_destination(new DestinationForm(theme, presenter))
    , m_newName(new QLineEdit)
    , m_add(new Button(theme, tr("Add")))
    , m_variables(new QPlainTextEdit)
{
    setObjectName(QStringLiteral("environmentSettings"));
    m_environments->setObjectName(QStringLiteral("settingsEnvironment"));
    m_newName->setObjectName(QStringLiteral("newEnvironment"));
    m_newName->setPlaceholderText(QStringLiteral("staging"));
    m_add->setObjectName(QStringLiteral("addEnvironment"));
    m_add->setAccessibleName(tr("Add the environment"));
    m_variables->setObjectName(QStringLiteral("settingsVariables"));
    m_variables->setLayoutDirection(Qt::LeftToRight);
    m_variables->setFixedHeight(variablesHeight);
    m_variables->setTabChangesFocus(true);
    m_variables->setPlaceholderText(QStringLiteral("PLAN=pro"));
    addTitle(tr("Environments"));
    addField(tr("Environment"), m_environments);
    addTitle(tr("Destination"));
    addWidget(m_destination);
    addField(tr("Variables"), m_variables, tr("A line NAME=value each; scripts and mappings see them as vars.NAME."));
    addButtons(QStringLiteral("variables"));
    addTitle(tr("Secrets"));
    addHelp(tr("Values are kept in the system's keychain, else in the workspace's encrypted file. They are never "
               "shown."));
    auto* secrets = new QWidget;
    secrets->setObjectName(QStringLiteral("settingsSecrets"));
    m_secrets = new QVBoxLayout(secrets);
    m_secrets->setContentsMargins(0, 0, 0, 0);
    m_secrets->setSpacing(gap);
    addWidget(secrets);
    addTitle(tr("New environment"));
    addField(tr("Name"), m_newName, tr("Its actions go to the Directory until you choose a destination."));
    auto* addRow = new QWidget;
    auto* addLayout = new QHBoxLayout(addRow);
    addLayout->setContentsMargins(0, 0, 0, 0);
    addLayout->addWidget(m_add);
    addLayout->addStretch(1);
    addWidget(addRow);

    const auto dress = [this] { m_variables->setFont(this->theme().font(TextRole::Code)); };
    connect(&theme, &Theme::changed, this, dress);
    dress();
    connect(m_environments, &QComboBox::currentIndexChanged, this, &EnvironmentSettings::showEnvironment);
    connect(m_variables, &QPlainTextEdit::textChanged, this, &EnvironmentSettings::check);
    connect(this, &SettingsForm::applyWanted, this,
            [this] { m_presenter.applyVariables(m_shown, m_variables->toPlainText()); });
    connect(this, &SettingsForm::cancelWanted, this, [this] { m_variables->setPlainText(m_stored); });
    connect(m_newName, &QLineEdit::textChanged, this, &EnvironmentSettings::checkNew);
    connect(m_newName, &QLineEdit::returnPressed, this, &EnvironmentSettings::addNew);
    connect(m_add, &QAbstractButton::clicked, this, &EnvironmentSettings::addNew);
    connect(&presenter, &SettingsPresenter::changed, this, &EnvironmentSettings::takeStored);
    connect(&presenter, &SettingsPresenter::secretsReady, this, &EnvironmentSettings::showSecrets);
    checkNew();
    takeStored();
}

void EnvironmentSettings::showEvent(QShowEvent* event)
{
    SettingsForm::showEvent(event);
    // A keychain may wait for a person: it is asked once somebody looks.
    if (!m_shown.isEmpty())
        m_presenter.requestSecrets(m_shown);
}

QString EnvironmentSettings::environment() const
{
    return m_environments->currentText();
}

void EnvironmentSettings::takeStored()
{
    const QStringList names = m_presenter.environments();
    QStringList listed;
    for (int i = 0; i < m_environments->count(); ++i)
        listed.append(m_environments->itemText(i));
    if (names != listed) {
        const QString before = m_shown.isEmpty() ? m_presenter.activeEnvironment() : m_shown;
        {
            const QSignalBlocker quiet(m_environments);
            m_environments->clear();
            m_environments->addItems(names);
            m_environments->setCurrentText(before);
        }
        showEnvironment();
        return;
    }
    const bool untouched = m_variables->toPlainText() == m_stored;
    m_stored = m_presenter.variables(m_shown);
    if (untouched && m_variables->toPlainText() != m_stored)
        m_variables->setPlainText(m_stored);
    check();
}

void EnvironmentSettings::showEnvironment()
{
    m_shown = environment();
    m_stored = m_presenter.variables(m_shown);
    m_variables->setPlainText(m_stored);
    m_destination->setEnvironment(m_shown);
    check();
    m_secretRows.clear();
    clearLayout(*m_secrets);
    if (isVisible() && !m_shown.isEmpty())
        m_presenter.requestSecrets(m_shown);
}

void EnvironmentSettings::check()
{
    const QString text = m_variables->toPlainText();
    const QString problem = SettingsPresenter::checkVariables(text);
    setProblem(m_variables, problem);
    setState(text != m_stored, problem.isEmpty() && !m_shown.isEmpty());
}

void EnvironmentSettings::checkNew()
{
    const QString problem = m_presenter.checkNewEnvironment(m_newName->text());
    setProblem(m_newName, problem);
    m_add->setEnabled(problem.isEmpty() && !m_newName->text().trimmed().isEmpty());
}

void EnvironmentSettings::addNew()
{
    if (!m_add->isEnabled())
        return;
    const QString name = m_newName->text().trimmed();
    m_newName->clear();
    m_shown = name; // shown as soon as it is there
    m_presenter.addEnvironment(name);
}

void EnvironmentSettings::showSecrets(const QString& environment, const std::vector<SecretRow>& rows)
{
    if (environment != m_shown)
        return;
    m_destination->setSecrets(rows);
    if (rows == m_secretRows && m_secrets->count() > 0)
        return; // what is being typed stays
    m_secretRows = rows;
    clearLayout(*m_secrets);
    for (const SecretRow& row : rows)
        m_secrets->addWidget(makeSecretRow(row));
    if (rows.empty())
        m_secrets->addWidget(
            new Label(theme(), tr("No source of this environment needs a secret."), TextRole::Body, Token::Text3));
}

QWidget* EnvironmentSettings::makeSecretRow(const SecretRow& row)
{
    auto* widget = new SecretRowWidget(theme(), row, SecretRowWidget::Form::Wide);
    connect(widget, &SecretRowWidget::setWanted, this,
            [this](const QString& name, const SecretString& value) { m_presenter.setSecret(m_shown, name, value); });
    connect(widget, &SecretRowWidget::removeWanted, this,
            [this](const QString& name) { m_presenter.removeSecret(m_shown, name); });
    return widget;
}

} // namespace hw::widgets
