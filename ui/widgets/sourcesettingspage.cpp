#include "ui/widgets/sourcesettingspage.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/line.h"
#include "ui/widgets/sourcehandlingform.h"
#include "ui/widgets/sourceidentityform.h"

#include <QHBoxLayout>
#include <QScrollArea>

namespace hw::widgets {

using models::SourceSettingsPresenter;
using models::SourceTexts;

namespace {

constexpr int padding = 16;
constexpr int barHeight = 44;
constexpr int gap = 8;

} // namespace

SourceSettingsPage::SourceSettingsPage(const Theme& theme, SourceSettingsPresenter& presenter,
                                       models::SettingsPresenter& settings, QWidget* parent)
    : Page(parent)
    , m_presenter(presenter)
    , m_identity(new SourceIdentityForm(theme, presenter))
    , m_handling(new SourceHandlingForm(theme, presenter, settings))
    , m_bar(new QWidget)
    , m_apply(new Button(theme, tr("Apply"), ButtonKind::Primary))
    , m_cancel(new Button(theme, tr("Cancel")))
    , m_count(new Label(theme, {}, TextRole::Secondary, Token::Text3))
{
    setObjectName(QStringLiteral("sourceSettingsPage"));
    auto* columns = new QWidget;
    auto* across = new QHBoxLayout(columns);
    across->setContentsMargins(0, 0, 0, 0);
    across->setSpacing(padding);
    across->addWidget(m_identity);
    across->addWidget(m_handling);
    across->addStretch(1);
    m_scroll = scrolling(columns);

    m_bar->setObjectName(QStringLiteral("sourceSettingsBar"));
    m_bar->setFixedHeight(barHeight);
    m_apply->setObjectName(QStringLiteral("sourceSettingsApply"));
    m_cancel->setObjectName(QStringLiteral("sourceSettingsCancel"));
    m_count->setObjectName(QStringLiteral("sourceSettingsCount"));
    auto* row = new QHBoxLayout(m_bar);
    row->setContentsMargins(padding, 0, padding, 0);
    row->setSpacing(gap);
    row->addWidget(m_apply);
    row->addWidget(m_cancel);
    row->addWidget(m_count);
    row->addStretch(1);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_scroll, 1);
    column->addWidget(new Line(theme, Qt::Horizontal));
    column->addWidget(m_bar);

    for (SourceSettingsForm* form :
         {static_cast<SourceSettingsForm*>(m_identity), static_cast<SourceSettingsForm*>(m_handling)}) {
        connect(form, &SourceSettingsForm::edited, this, &SourceSettingsPage::review);
        connect(form, &SettingsForm::applyWanted, this, &SourceSettingsPage::apply);
    }
    connect(m_apply, &QAbstractButton::clicked, this, &SourceSettingsPage::apply);
    connect(m_cancel, &QAbstractButton::clicked, this, [this] { fill(m_stored); });
    connect(&presenter, &SourceSettingsPresenter::changed, this, &SourceSettingsPage::takeStored);
    connect(&presenter, &SourceSettingsPresenter::lastEventChanged, this, &SourceSettingsPage::review);
}

void SourceSettingsPage::setPlace(const models::Place& place)
{
    if (place.source == m_presenter.key())
        return;
    if (const SourceTexts typed = models::changedTexts(m_stored, draft()); !typed.isEmpty() && !m_stored.isEmpty())
        m_drafts.insert(m_presenter.key(), typed);
    m_stored.clear();
    m_presenter.setSource(place.source); // takeStored() follows
}

void SourceSettingsPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    m_presenter.setWatching(true);
}

void SourceSettingsPage::hideEvent(QHideEvent* event)
{
    Page::hideEvent(event);
    m_presenter.setWatching(false);
}

QList<QWidget*> SourceSettingsPage::regions() const
{
    return {m_identity, m_handling, m_bar};
}

SourceTexts SourceSettingsPage::draft() const
{
    SourceTexts texts = m_stored;
    m_identity->read(texts);
    m_handling->read(texts);
    return texts;
}

void SourceSettingsPage::fill(const SourceTexts& texts)
{
    m_identity->fill(texts);
    m_handling->fill(texts);
    review();
}

void SourceSettingsPage::takeStored()
{
    SourceTexts typed;
    if (m_stored.isEmpty())
        typed = m_drafts.take(m_presenter.key());
    else
        typed = models::changedTexts(m_stored, draft());
    m_stored = m_presenter.stored();
    if (m_stored.isEmpty() && !typed.isEmpty()) // it has another key, or was removed
        m_drafts.insert(m_presenter.presentKey(), typed);
    SourceTexts texts = m_stored;
    for (auto it = typed.constBegin(); it != typed.constEnd(); ++it)
        texts.insert(it.key(), it.value());
    m_scroll->setEnabled(!m_stored.isEmpty());
    fill(texts);
}

void SourceSettingsPage::review()
{
    const SourceTexts typed = draft();
    const SourceTexts problems = m_presenter.problems(typed);
    m_identity->review(typed, problems);
    m_handling->review(typed, problems);
    const auto count = static_cast<int>(models::changedTexts(m_stored, typed).size());
    m_count->setText(count > 0 ? tr("%n change(s)", nullptr, count) : QString());
    m_apply->setEnabled(count > 0 && problems.isEmpty());
    m_cancel->setEnabled(count > 0);
}

void SourceSettingsPage::apply()
{
    m_presenter.apply(draft());
}

} // namespace hw::widgets
