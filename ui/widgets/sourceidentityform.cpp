#include "ui/widgets/sourceidentityform.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/setupparts.h"
#include "ui/widgets/sourcekeys.h"
#include "ui/widgets/typemakerdialog.h"

#include <QHBoxLayout>
#include <QLineEdit>

namespace hw::widgets {

using models::PathFinding;
using models::SourceTexts;

namespace {

constexpr int gap = 8;
constexpr int captionWidth = 96;

const QLatin1String splitField("splitPath");

/// A button in a row of its own, as wide as its word.
QWidget* alone(Button* button)
{
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(button);
    layout->addStretch(1);
    return row;
}

} // namespace

SourceIdentityForm::SourceIdentityForm(const Theme& theme, models::SourceSettingsPresenter& presenter, QWidget* parent)
    : SourceSettingsForm(theme, presenter, parent)
{
    setObjectName(QStringLiteral("sourceIdentityForm"));
    addTitle(tr("Source"));
    addText(QStringLiteral("name"), tr("Name"));
    m_keys = new SourceKeys(theme, presenter);
    m_keys->setMaximumWidth(fieldWidth);
    addWidget(m_keys);
    m_local = addAddress(QStringLiteral("sourceLocalUrl"), tr("This machine"));
    m_public = addAddress(QStringLiteral("sourcePublicUrl"), tr("From outside"));
    addText(QStringLiteral("aliases"), tr("Other keys that answer for it"),
            tr("Separated by commas. Old addresses go on working under them."), TextRole::Mono);
    auto* others = new OtherKeyRows(theme, presenter);
    others->setMaximumWidth(fieldWidth);
    addWidget(others);
    addFlag(QStringLiteral("paused"), tr("Paused: requests are kept and answered with 503, nothing runs"));

    addTitle(tr("Where an event says what it is"));
    addPath(QStringLiteral("eventTypePath"), tr("Event type"),
            tr("A path such as body.type; several with | between, or parts as in {body.table}:{body.type}."));
    addPath(QStringLiteral("idempotencyKeyPath"), tr("Idempotency key"), {});
    addPath(QStringLiteral("timestampPath"), tr("Timestamp"), {});
    addPath(splitField, tr("List of events in one request"),
            tr("Each element becomes an event of its own. Empty: a request is one event."));

    addTitle(tr("Event types"));
    addOwnTypes();
    addText(QStringLiteral("ignoredTypes"), tr("Ignored types"),
            tr("Separated by commas; customer.* means all that begin so. They are recorded and do nothing."),
            TextRole::Mono);

    addTitle(tr("Remove"));
    addHelp(tr("Its folder goes to the trash, its events and its secrets stay, and its address answers 410. "
               "Undo brings it back."));
    m_remove = new Button(theme, tr("Remove source"), ButtonKind::Danger);
    m_remove->setObjectName(QStringLiteral("sourceRemove"));
    addWidget(alone(m_remove));
    connect(m_remove, &QAbstractButton::clicked, this, [this] { this->presenter().remove(); });
}

SourceIdentityForm::Address SourceIdentityForm::addAddress(const QString& name, const QString& caption)
{
    Address address;
    address.row = new QWidget;
    address.row->setMaximumWidth(fieldWidth);
    auto* layout = new QHBoxLayout(address.row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(gap);
    auto* label = new Label(theme(), caption, TextRole::Secondary, Token::Text2);
    label->setFixedWidth(captionWidth);
    address.text = new Label(theme(), {}, TextRole::Mono);
    address.text->setObjectName(name);
    address.text->setSelectable();
    address.text->setAccessibleName(caption);
    address.text->setMinimumWidth(0);
    address.text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    address.copy = new CopyButton(theme(), tr("Copy the address: %1").arg(caption));
    layout->addWidget(label);
    layout->addWidget(address.text, 1);
    layout->addWidget(address.copy);
    addWidget(address.row);
    return address;
}

void SourceIdentityForm::show(const Address& address, const QString& url)
{
    address.row->setVisible(!url.isEmpty());
    address.text->setText(url);
    address.text->setToolTip(url);
    address.copy->setCopied(url);
}

QLineEdit* SourceIdentityForm::addPath(const QString& name, const QString& caption, const QString& help)
{
    QLineEdit* edit = addText(name, caption, help, TextRole::Mono);
    m_paths.insert(name, edit);
    return edit;
}

void SourceIdentityForm::addOwnTypes()
{
    addText(QStringLiteral("eventTypes"), tr("Types of your own"),
            tr("Separated by commas: known before their first event comes."), TextRole::Mono);
    m_addTypes = new Button(theme(), {}, ButtonKind::Default, Icon::Plus);
    m_addTypes->setObjectName(QStringLiteral("sourceAddTypes"));
    m_typeMaker = alone(m_addTypes);
    addWidget(m_typeMaker);
    connect(m_addTypes, &QAbstractButton::clicked, this, [this] {
        const catalog::Provider* provider = presenter().provider();
        if (!provider || !provider->typeMaker)
            return;
        auto* dialog = new TypeMakerDialog(
            theme(), *provider->typeMaker,
            [this](const QString& name, const QStringList& templates) { return presenter().addTypes(name, templates); },
            this);
        dialog->open();
    });
}

void SourceIdentityForm::refreshTypeMaker()
{
    const catalog::Provider* provider = presenter().provider();
    const bool offered = provider && provider->typeMaker;
    m_typeMaker->setVisible(offered);
    if (!offered)
        return;
    m_addTypes->setText(tr("%1…").arg(provider->typeMaker->title));
    m_addTypes->setToolTip(provider->typeMaker->description);
}

void SourceIdentityForm::fill(const SourceTexts& texts)
{
    SourceSettingsForm::fill(texts);
    refreshTypeMaker();
    const workspace::Source* source = presenter().source();
    m_remove->setAccessibleName(source ? tr("Remove the source %1").arg(source->name) : m_remove->text());
}

void SourceIdentityForm::review(const SourceTexts& draft, const SourceTexts& problems)
{
    SourceSettingsForm::review(draft, problems);
    m_keys->refresh();
    show(m_local, presenter().localUrl());
    show(m_public, presenter().publicUrl(draft));
    for (auto it = m_paths.constBegin(); it != m_paths.constEnd(); ++it) {
        if (problems.contains(it.key()))
            continue;
        const QString path = draft.value(it.key());
        const PathFinding finding = it.key() == splitField ? presenter().findElements(path) : presenter().find(path);
        setNote(*it, finding.text, finding.state == PathFinding::State::Found ? Token::Ok : Token::Warn);
    }
}

} // namespace hw::widgets
