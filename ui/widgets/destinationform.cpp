#include "ui/widgets/destinationform.h"

#include "core/signing/signing.h"
#include "ui/widgets/combobox.h"

#include <QLineEdit>

#include <algorithm>

namespace hw::widgets {

using models::DestinationDraft;
using models::DestinationField;
using models::SettingsPresenter;
using workspace::DestinationKind;

DestinationForm::DestinationForm(const Theme& theme, SettingsPresenter& presenter, QWidget* parent)
    : SettingsForm(theme, parent)
    , m_presenter(presenter)
    , m_kind(new ComboBox(theme))
    , m_url(new QLineEdit)
    , m_secret(new QLineEdit)
    , m_key(new QLineEdit)
    , m_scheme(new ComboBox(theme))
    , m_header(new QLineEdit)
{
    setObjectName(QStringLiteral("destinationForm"));
    setInset(0);
    m_kind->setObjectName(QStringLiteral("destinationKind"));
    m_kind->addItem(tr("Directory: nothing leaves this machine"), static_cast<int>(DestinationKind::Directory));
    m_kind->addItem(tr("Knock API, live"), static_cast<int>(DestinationKind::Knock));
    m_kind->addItem(tr("HTTP endpoint, live"), static_cast<int>(DestinationKind::Http));
    m_url->setObjectName(QStringLiteral("destinationUrl"));
    m_secret->setObjectName(QStringLiteral("destinationSecret"));
    m_secret->setPlaceholderText(QString::fromLatin1(workspace::defaultKnockSecret));
    m_key->setObjectName(QStringLiteral("destinationKey"));
    m_key->setEchoMode(QLineEdit::Password);
    m_scheme->setObjectName(QStringLiteral("destinationScheme"));
    m_scheme->addItem(tr("Not signed"), QString());
    for (const QString& name : signing::schemeNames()) {
        if (name != QLatin1String("none"))
            m_scheme->addItem(name, name);
    }
    m_header->setObjectName(QStringLiteral("destinationHeader"));
    m_header->setPlaceholderText(tr("as the scheme says"));
    addField(tr("Actions go to"), m_kind);
    addField(tr("URL"), m_url);
    addField(tr("Signature"), m_scheme);
    addField(tr("Header of the signature"), m_header);
    addField(tr("Name of the key"), m_secret,
             tr("The name stands in the environment's file, the value in the keychain or the encrypted file."));
    addField(tr("Key"), m_key);
    addButtons(QStringLiteral("destination"));
    for (const QLineEdit* edit : {m_url, m_secret, m_key, m_header}) {
        connect(edit, &QLineEdit::textChanged, this, &DestinationForm::check);
        connect(edit, &QLineEdit::returnPressed, this, &SettingsForm::applyWanted);
    }
    connect(m_kind, &QComboBox::currentIndexChanged, this, &DestinationForm::check);
    connect(m_scheme, &QComboBox::currentIndexChanged, this, &DestinationForm::check);
    connect(this, &SettingsForm::applyWanted, this, [this] {
        const DestinationDraft typed = draft();
        if (!SettingsPresenter::check(typed).empty())
            return;
        m_key->clear();
        m_stored = draft(); // what is stored then follows
        m_presenter.applyDestination(m_environment, typed);
    });
    connect(this, &SettingsForm::cancelWanted, this, [this] { show(m_presenter.destinationDraft(m_environment)); });
    connect(&presenter, &SettingsPresenter::changed, this, &DestinationForm::takeStored);
    connect(&presenter, &SettingsPresenter::failed, this, [this] {
        m_stored = m_presenter.destinationDraft(m_environment); // what was typed is a draft still
        check();
    });
    check();
}

void DestinationForm::setEnvironment(const QString& environment)
{
    m_environment = environment;
    m_secrets.clear();
    show(m_presenter.destinationDraft(environment));
}

void DestinationForm::setSecrets(const std::vector<models::SecretRow>& rows)
{
    m_secrets = rows;
    check();
}

DestinationKind DestinationForm::kind() const
{
    return static_cast<DestinationKind>(m_kind->currentData().toInt());
}

DestinationDraft DestinationForm::draft() const
{
    DestinationDraft draft;
    draft.kind = kind();
    if (draft.kind == DestinationKind::Directory)
        return draft;
    draft.url = m_url->text();
    draft.secret = m_secret->text();
    draft.key = m_key->text();
    if (draft.kind == DestinationKind::Http) {
        draft.scheme = m_scheme->currentData().toString();
        draft.header = m_header->text();
        if (draft.scheme.isEmpty()) { // nothing is signed, by nothing
            draft.header.clear();
            draft.secret.clear();
            draft.key.clear();
        }
    }
    return draft;
}

void DestinationForm::show(const DestinationDraft& draft)
{
    m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(draft.kind)));
    m_url->setText(draft.url);
    m_secret->setText(draft.secret);
    m_key->clear();
    m_scheme->setCurrentIndex(std::max(0, m_scheme->findData(draft.scheme)));
    m_header->setText(draft.header);
    m_stored = this->draft(); // as far as the form shows it
    check();
}

void DestinationForm::takeStored()
{
    if (draft() == m_stored)
        show(m_presenter.destinationDraft(m_environment));
    else
        check();
}

void DestinationForm::note(QLineEdit* field, const QString& problem, const QString& warning)
{
    setProblem(field, problem);
    if (problem.isEmpty() && !warning.isEmpty())
        setNote(field, warning, Token::Warn);
}

QString DestinationForm::keyNote() const
{
    const QString name = m_secret->text().trimmed().isEmpty() ? QString::fromLatin1(workspace::defaultKnockSecret)
                                                              : m_secret->text().trimmed();
    const auto found = std::find_if(m_secrets.begin(), m_secrets.end(),
                                    [&](const models::SecretRow& row) { return row.name == name; });
    const bool stored = found != m_secrets.end() && found->origin.has_value();
    return stored || !m_key->text().isEmpty() ? QString()
                                              : tr("No key is stored yet: deliveries wait until there is one.");
}

void DestinationForm::check()
{
    const DestinationDraft typed = draft();
    const bool isKnock = typed.kind == DestinationKind::Knock;
    const bool isHttp = typed.kind == DestinationKind::Http;
    const bool signs = isHttp && !m_scheme->currentData().toString().isEmpty();
    setFieldVisible(m_url, isKnock || isHttp);
    setFieldVisible(m_scheme, isHttp);
    setFieldVisible(m_header, signs);
    setFieldVisible(m_secret, isKnock || signs);
    setFieldVisible(m_key, isKnock || signs);
    m_url->setPlaceholderText(isKnock ? QString::fromLatin1("https://api.knock.app")
                                      : QStringLiteral("https://api.example.com/events"));
    m_key->setPlaceholderText(isKnock ? QStringLiteral("sk_…") : tr("unchanged"));
    auto problems = SettingsPresenter::check(typed);
    auto warnings = SettingsPresenter::warnings(typed);
    if (warnings[DestinationField::Key].isEmpty() && (isKnock || signs))
        warnings[DestinationField::Key] = keyNote();
    note(m_url, problems[DestinationField::Url], warnings[DestinationField::Url]);
    note(m_secret, problems[DestinationField::Secret], {});
    note(m_key, problems[DestinationField::Key], warnings[DestinationField::Key]);
    note(m_header, problems[DestinationField::Header], {});
    setProblem(m_kind, {});
    if (typed.kind != DestinationKind::Directory && typed.kind != m_stored.kind)
        setNote(m_kind, tr("Deliveries are real calls. They are held after each start until you confirm them."),
                Token::Warn);
    setState(typed != m_stored, !m_environment.isEmpty() && SettingsPresenter::check(typed).empty());
}

} // namespace hw::widgets
