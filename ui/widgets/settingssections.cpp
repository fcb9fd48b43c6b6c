#include "ui/widgets/settingssections.h"

#include "ui/models/language.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/combobox.h"
#include "ui/widgets/label.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

namespace hw::widgets {

using models::ListenerDraft;
using models::ListenerField;
using models::SettingsPresenter;

ListenerSettings::ListenerSettings(const Theme& theme, SettingsPresenter& presenter, QWidget* parent)
    : SettingsForm(theme, parent)
    , m_presenter(presenter)
    , m_host(new QLineEdit)
    , m_port(new QLineEdit)
    , m_publicUrl(new QLineEdit)
    , m_atLaunch(new QCheckBox(tr("Start the listener when the workspace is opened")))
    , m_tls(new QCheckBox(tr("Listen with TLS (https)")))
    , m_certificate(new QWidget)
    , m_fingerprint(new Label(theme, {}, TextRole::Mono))
{
    setObjectName(QStringLiteral("listenerSettings"));
    m_host->setObjectName(QStringLiteral("listenerHost"));
    m_port->setObjectName(QStringLiteral("listenerPort"));
    m_publicUrl->setObjectName(QStringLiteral("publicUrlField"));
    m_publicUrl->setPlaceholderText(QStringLiteral("https://abc.tunnel.example"));
    m_atLaunch->setObjectName(QStringLiteral("listenerAtLaunch"));
    addTitle(tr("Listener"));
    addField(tr("Host"), m_host);
    addField(tr("Port"), m_port);
    addWidget(m_atLaunch);
    addWidget(m_tls);
    addCertificate();
    addTitle(tr("Public URL of this machine"));
    addField(tr("URL"), m_publicUrl,
             tr("Where a tunnel leads to this listener. Signatures that cover the URL are checked against it."));
    addHelp(tr("These settings are this machine's alone; they stand in data/local.json and never in git."));
    addButtons(QStringLiteral("listener"));
    for (const QLineEdit* edit : {m_host, m_port, m_publicUrl}) {
        connect(edit, &QLineEdit::textChanged, this, &ListenerSettings::check);
        connect(edit, &QLineEdit::returnPressed, this, &SettingsForm::applyWanted);
    }
    connect(m_atLaunch, &QCheckBox::toggled, this, &ListenerSettings::check);
    connect(m_tls, &QCheckBox::toggled, this, &ListenerSettings::check);
    connect(this, &SettingsForm::applyWanted, this, [this] { m_presenter.applyListener(draft()); });
    connect(this, &SettingsForm::cancelWanted, this, [this] { show(m_stored); });
    connect(&presenter, &SettingsPresenter::changed, this, &ListenerSettings::takeStored);
    m_stored = presenter.listener();
    show(m_stored);
}

void ListenerSettings::addCertificate()
{
    m_tls->setObjectName(QStringLiteral("listenerTls"));
    m_certificate->setObjectName(QStringLiteral("listenerCertificate"));
    m_fingerprint->setObjectName(QStringLiteral("certificateFingerprint"));
    m_fingerprint->setWordWrap(true);
    m_fingerprint->setSelectable();
    m_fingerprint->setAccessibleName(tr("Fingerprint of the certificate (SHA-256)"));
    auto* title = new Label(theme(), m_fingerprint->accessibleName(), TextRole::Small, Token::Text2);
    auto* copyPrint = new Button(theme(), tr("Copy the fingerprint"), ButtonKind::Default, Icon::Copy);
    copyPrint->setObjectName(QStringLiteral("copyFingerprint"));
    auto* copyFile = new Button(theme(), tr("Copy the certificate's path"), ButtonKind::Default, Icon::Copy);
    copyFile->setObjectName(QStringLiteral("copyCertificatePath"));
    copyFile->setToolTip(tr("A sender that is given this file trusts the listener."));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(copyPrint);
    buttons->addWidget(copyFile);
    buttons->addStretch(1);
    auto* column = new QVBoxLayout(m_certificate);
    column->setContentsMargins(0, 0, 0, 8);
    column->setSpacing(4);
    column->addWidget(title);
    column->addWidget(m_fingerprint);
    column->addLayout(buttons);
    addWidget(m_certificate);
    connect(copyPrint, &QAbstractButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_fingerprint->text()); });
    connect(copyFile, &QAbstractButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_presenter.certificateFile()); });
    refreshCertificate();
}

void ListenerSettings::refreshCertificate()
{
    m_fingerprint->setText(m_presenter.fingerprint());
    m_certificate->setVisible(!m_presenter.fingerprint().isEmpty());
}

ListenerDraft ListenerSettings::draft() const
{
    return {m_host->text(), m_port->text(), m_publicUrl->text(), m_atLaunch->isChecked(), m_tls->isChecked()};
}

void ListenerSettings::show(const ListenerDraft& draft)
{
    m_host->setText(draft.host);
    m_port->setText(draft.port);
    m_publicUrl->setText(draft.publicUrl);
    m_atLaunch->setChecked(draft.startAtLaunch);
    m_tls->setChecked(draft.tls);
    check();
}

void ListenerSettings::takeStored()
{
    const bool untouched = draft() == m_stored;
    m_stored = m_presenter.listener();
    refreshCertificate();
    if (untouched)
        show(m_stored);
    else
        check();
}

void ListenerSettings::check()
{
    const ListenerDraft typed = draft();
    auto problems = m_presenter.isOpen() ? SettingsPresenter::check(typed) : models::ListenerProblems();
    setProblem(m_host, problems[ListenerField::Host]);
    if (problems[ListenerField::Host].isEmpty() && SettingsPresenter::isOpenToOthers(typed.host))
        setNote(m_host, tr("Other machines of the network can send to this address, and see what is answered."),
                Token::Warn);
    setProblem(m_port, problems[ListenerField::Port]);
    setProblem(m_publicUrl, problems[ListenerField::PublicUrl]);
    setState(typed != m_stored, m_presenter.isOpen() && SettingsPresenter::check(typed).empty());
}

AppearanceSettings::AppearanceSettings(Theme& theme, QSettings& settings, QWidget* parent)
    : SettingsForm(theme, parent)
    , m_changing(theme)
    , m_settings(settings)
    , m_appearance(new ComboBox(theme))
    , m_size(new QSpinBox)
    , m_borders(new QCheckBox(tr("Stronger borders of fields and buttons")))
    , m_motion(new QCheckBox(tr("Reduced motion: nothing fades")))
    , m_language(new ComboBox(theme))
{
    setObjectName(QStringLiteral("appearanceSettings"));
    m_appearance->setObjectName(QStringLiteral("appearanceTheme"));
    m_appearance->addItem(tr("Follow the desktop"), static_cast<int>(Appearance::FollowDesktop));
    m_appearance->addItem(tr("Light"), static_cast<int>(Appearance::Light));
    m_appearance->addItem(tr("Dark"), static_cast<int>(Appearance::Dark));
    m_size->setObjectName(QStringLiteral("appearanceSize"));
    m_size->setRange(Theme::smallestSize, Theme::largestSize);
    m_size->setSuffix(tr(" px"));
    m_borders->setObjectName(QStringLiteral("appearanceBorders"));
    m_motion->setObjectName(QStringLiteral("appearanceMotion"));
    addTitle(tr("Appearance"));
    addField(tr("Theme"), m_appearance);
    addField(tr("Font size"), m_size, tr("Rows, fields and buttons grow with it."));
    m_language->setObjectName(QStringLiteral("appearanceLanguage"));
    m_language->addItem(tr("As the system"), QString());
    for (const QString& code : models::languages())
        m_language->addItem(models::languageName(code), code);
    addWidget(m_borders);
    addWidget(m_motion);
    addField(tr("Language"), m_language);
    addButtons(QStringLiteral("appearance"));
    connect(m_appearance, &QComboBox::currentIndexChanged, this, &AppearanceSettings::check);
    connect(m_size, &QSpinBox::valueChanged, this, &AppearanceSettings::check);
    connect(m_borders, &QCheckBox::toggled, this, &AppearanceSettings::check);
    connect(m_motion, &QCheckBox::toggled, this, &AppearanceSettings::check);
    connect(m_language, &QComboBox::currentIndexChanged, this, &AppearanceSettings::check);
    connect(this, &SettingsForm::applyWanted, this, &AppearanceSettings::apply);
    connect(this, &SettingsForm::cancelWanted, this, [this] { show(m_stored); });
    connect(&theme, &Theme::changed, this, &AppearanceSettings::takeStored); // the View menu changes it too
    m_stored = stored();
    show(m_stored);
}

AppearanceSettings::Draft AppearanceSettings::stored() const
{
    return {m_changing.appearance(), m_changing.baseSize(), m_changing.chosenBorders() == Borders::Stronger,
            m_changing.motion() == Motion::Reduced, models::chosenLanguage(m_settings)};
}

AppearanceSettings::Draft AppearanceSettings::draft() const
{
    return {static_cast<Appearance>(m_appearance->currentData().toInt()), m_size->value(), m_borders->isChecked(),
            m_motion->isChecked(), m_language->currentData().toString()};
}

void AppearanceSettings::show(const Draft& draft)
{
    m_appearance->setCurrentIndex(m_appearance->findData(static_cast<int>(draft.appearance)));
    m_size->setValue(draft.size);
    m_borders->setChecked(draft.strongerBorders);
    m_motion->setChecked(draft.reducedMotion);
    m_language->setCurrentIndex(m_language->findData(draft.language));
    check();
}

void AppearanceSettings::takeStored()
{
    const bool untouched = draft() == m_stored;
    m_stored = stored();
    if (untouched)
        show(m_stored);
    else
        check();
}

void AppearanceSettings::apply()
{
    const Draft wanted = draft(); // each change below is told, and the fields follow
    m_changing.setAppearance(wanted.appearance);
    m_changing.setBaseSize(wanted.size);
    m_changing.setBorders(wanted.strongerBorders ? Borders::Stronger : Borders::Quiet);
    m_changing.setMotion(wanted.reducedMotion ? Motion::Reduced : Motion::FollowDesktop);
    const bool isOther = wanted.language != models::chosenLanguage(m_settings);
    models::chooseLanguage(m_settings, wanted.language);
    takeStored();
    if (isOther)
        Q_EMIT languageChosen();
}

void AppearanceSettings::check()
{
    setState(draft() != m_stored, true);
}

} // namespace hw::widgets
