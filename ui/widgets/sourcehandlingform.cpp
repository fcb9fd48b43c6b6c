#include "ui/widgets/sourcehandlingform.h"

#include "ui/widgets/combobox.h"
#include "ui/widgets/label.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/secretrow.h"

#include <QCoreApplication>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace hw::widgets {

using models::SecretRow;
using models::SourceTexts;

namespace {

const QLatin1String signingPrefix("signing.");
const QLatin1String secretsField("signing.secrets");

/// The fields of one way to verify.
class SigningFields final : public SourceSettingsForm
{
    Q_DECLARE_TR_FUNCTIONS(SigningFields)

public:
    SigningFields(const Theme& theme, models::SourceSettingsPresenter& presenter,
                  const std::vector<catalog::SigningField>& fields)
        : SourceSettingsForm(theme, presenter)
    {
        layout()->setContentsMargins(0, 0, 0, 0);
        for (const catalog::SigningField& field : fields) {
            if (field.choices.isEmpty())
                addText(signingPrefix + field.name, field.label, field.help, TextRole::Mono);
            else
                addChoices(field);
        }
    }

private:
    void addChoices(const catalog::SigningField& field)
    {
        auto* box = new ComboBox(theme());
        box->setObjectName(QStringLiteral("source_signing_") + field.name);
        for (const QString& choice : field.choices)
            box->addItem(choice, choice);
        addField(field.label, box, field.help);
        bind(
            signingPrefix + field.name, box, [box] { return box->currentData().toString(); },
            [box](const QString& text) {
                if (box->findData(text) < 0) // what the file says stays until another is chosen
                    box->addItem(text.isEmpty() ? tr("As usual") : text, text);
                box->setCurrentIndex(box->findData(text));
            });
        connect(box, &QComboBox::currentIndexChanged, this, [this] {
            if (!isFilling())
                Q_EMIT edited();
        });
    }
};

} // namespace

SourceHandlingForm::SourceHandlingForm(const Theme& theme, models::SourceSettingsPresenter& presenter,
                                       models::SettingsPresenter& settings, QWidget* parent)
    : SourceSettingsForm(theme, presenter, parent)
    , m_settings(settings)
{
    setObjectName(QStringLiteral("sourceHandlingForm"));
    addVerification();

    addTitle(tr("Duplicates"));
    addFlag(QStringLiteral("enforceIdempotency"), tr("An event whose key came before does nothing"));
    addText(QStringLiteral("idempotencyWindow"), tr("For how long"), tr("A number and s, m, h or d, as in 96h."));

    addTitle(tr("Answer"));
    addHelp(tr("What the sender gets once the event is stored. A path or an expression answers with a value of the "
               "event: {\"path\": \"body.challenge\"}."));
    addText(QStringLiteral("response.status"), tr("Status"));
    addLines(QStringLiteral("response.headers"), tr("Headers"), tr("A line Name: value each."));
    addLines(QStringLiteral("response.body"), tr("Body"), tr("Empty: {\"id\": …} with the id of the event."));
    addText(QStringLiteral("response.delayMs"), tr("Delay in milliseconds"),
            tr("How long the answer is held back, to see what the sender does."));

    addTitle(tr("On this machine"));
    addText(QStringLiteral("local.forward"), tr("Forward to"),
            tr("The same bytes go on to an app of yours, and its answer is shown beside the event."));
    addText(QStringLiteral("local.publicUrl"), tr("Public URL of this source"),
            tr("Where a tunnel of its own leads here. Empty: the one of this machine in the settings."));
    addHelp(tr("These two stand in data/local.json and never in git."));

    connect(&settings, &models::SettingsPresenter::secretsReady, this, &SourceHandlingForm::showSecrets);
    connect(&presenter, &models::SourceSettingsPresenter::changed, this, [this] {
        if (isVisible())
            askSecrets();
    });
}

void SourceHandlingForm::addVerification()
{
    addTitle(tr("Verification"));
    m_choices = new ComboBox(theme());
    m_choices->setObjectName(QStringLiteral("sourceSigningChoice"));
    addField(tr("How requests are signed"), m_choices);
    m_scheme = new Label(theme(), {}, TextRole::Small, Token::Text3);
    m_scheme->setObjectName(QStringLiteral("sourceScheme"));
    m_scheme->setWordWrap(true);
    m_scheme->setFixedWidth(fieldWidth);
    addWidget(m_scheme);
    auto* place = new QWidget;
    m_fieldsPlace = new QVBoxLayout(place);
    m_fieldsPlace->setContentsMargins(0, 0, 0, 0);
    addWidget(place);
    addFlag(QStringLiteral("enforceVerification"), tr("Refuse what is not verified (401)"));
    addText(secretsField, tr("Secrets"),
            tr("Their names, separated by commas. Several are for rotation: any match "
               "verifies."),
            TextRole::Mono);
    auto* secrets = new QWidget;
    secrets->setObjectName(QStringLiteral("sourceSecrets"));
    secrets->setMaximumWidth(fieldWidth);
    m_secrets = new QVBoxLayout(secrets);
    m_secrets->setContentsMargins(0, 0, 0, 0);
    m_secrets->setSpacing(12);
    addWidget(secrets);
    connect(m_choices, &QComboBox::currentIndexChanged, this, &SourceHandlingForm::takeChoice);
}

void SourceHandlingForm::showEvent(QShowEvent* event)
{
    SourceSettingsForm::showEvent(event);
    // A keychain may wait for a person: it is asked once somebody looks.
    askSecrets();
}

void SourceHandlingForm::askSecrets()
{
    if (!m_settings.activeEnvironment().isEmpty() && !presenter().key().isEmpty())
        m_settings.requestSecrets(m_settings.activeEnvironment());
}

void SourceHandlingForm::read(SourceTexts& texts) const
{
    for (auto it = m_texts.constBegin(); it != m_texts.constEnd(); ++it)
        texts.insert(it.key(), it.value());
    if (m_fields)
        m_fields->read(texts);
    SourceSettingsForm::read(texts);
}

void SourceHandlingForm::fill(const SourceTexts& texts)
{
    SourceSettingsForm::fill(texts);
    m_texts.clear();
    for (auto it = texts.constBegin(); it != texts.constEnd(); ++it) {
        if (it.key().startsWith(signingPrefix) && it.key() != secretsField)
            m_texts.insert(it.key(), it.value());
    }
    showChoice(texts);
}

void SourceHandlingForm::showChoice(const SourceTexts& texts)
{
    const catalog::Provider* provider = presenter().provider();
    const catalog::SigningChoice* chosen = presenter().signingChoice(texts);
    const std::vector<catalog::SigningChoice> none;
    const auto& choices = provider ? provider->signingChoices : none;
    const QSignalBlocker quiet(m_choices);
    const QString scheme = texts.value(QStringLiteral("signing.scheme"));
    m_choices->clear();
    for (const catalog::SigningChoice& choice : choices)
        m_choices->addItem(choice.title, choice.key);
    // What a file says beyond the catalogue stays as it is until another way is chosen.
    if (!chosen)
        m_choices->addItem(scheme == QLatin1String("none") ? tr("Not at all") : scheme, QString());
    m_choices->setCurrentIndex(m_choices->findData(chosen ? chosen->key : QString()));
    m_choices->setEnabled(m_choices->count() > 1);
    m_scheme->setText(chosen ? chosen->description : QString());
    m_scheme->setVisible(chosen && !chosen->description.isEmpty());

    const QString shown = (provider ? provider->key : QString()) + u'/' + (chosen ? chosen->key : scheme);
    if (!m_fields || shown != m_shownChoice) {
        std::vector<catalog::SigningField> fields;
        if (chosen)
            fields = chosen->fields;
        else if (scheme != QLatin1String("none"))
            fields = {{QStringLiteral("toleranceSeconds"),
                       tr("Tolerance in seconds"),
                       tr("How old a signature may be. 0: its time is not looked at."),
                       {}}};
        delete m_fields;
        m_fields = new SigningFields(theme(), presenter(), fields);
        m_fieldsPlace->addWidget(m_fields);
        m_fields->setVisible(!fields.empty());
        m_shownChoice = shown;
        connect(m_fields, &SourceSettingsForm::edited, this, &SourceSettingsForm::edited);
        connect(m_fields, &SettingsForm::applyWanted, this, &SettingsForm::applyWanted);
    }
    m_fields->fill(texts);
}

void SourceHandlingForm::takeChoice(int)
{
    const catalog::Provider* provider = presenter().provider();
    const catalog::SigningChoice* choice =
        provider ? provider->findSigningChoice(m_choices->currentData().toString()) : nullptr;
    if (!choice)
        return;
    m_texts = models::SourceSettingsPresenter::withSigning(m_texts, *choice);
    showChoice(m_texts);
    Q_EMIT edited();
}

void SourceHandlingForm::review(const SourceTexts& draft, const SourceTexts& problems)
{
    SourceSettingsForm::review(draft, problems);
    if (m_fields)
        m_fields->review(draft, problems);
}

void SourceHandlingForm::showSecrets(const QString& environment, const std::vector<SecretRow>& rows)
{
    const workspace::Source* source = presenter().source();
    if (!source || environment != m_settings.activeEnvironment())
        return;
    std::vector<SecretRow> own;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(own),
                 [&](const SecretRow& row) { return source->signing.secrets.contains(row.name); });
    if (own == m_secretRows && (m_secrets->count() > 0) == !own.empty())
        return; // what is being typed stays
    m_secretRows = own;
    clearLayout(*m_secrets);
    for (const SecretRow& row : own) {
        auto* widget = new SecretRowWidget(theme(), row, SecretRowWidget::Form::Narrow);
        connect(widget, &SecretRowWidget::setWanted, this,
                [this, environment](const QString& name, const SecretString& value) {
                    m_settings.setSecret(environment, name, value);
                });
        connect(widget, &SecretRowWidget::removeWanted, this,
                [this, environment](const QString& name) { m_settings.removeSecret(environment, name); });
        m_secrets->addWidget(widget);
    }
}

} // namespace hw::widgets
