#include "ui/widgets/settingspage.h"

#include "ui/widgets/layouts.h"
#include "ui/widgets/settingsenvironments.h"
#include "ui/widgets/settingssections.h"

#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace hw::widgets {

SettingsPage::SettingsPage(Theme& theme, models::SettingsPresenter& presenter, QSettings& settings, QWidget* parent)
    : Page(parent)
    , m_sections{{QStringLiteral("settings-listener"), tr("Listener"), Icon::Play},
                 {QStringLiteral("settings-appearance"), tr("Appearance"), Icon::Eye},
                 {QStringLiteral("settings-environments"), tr("Environments"), Icon::Key}}
    , m_stack(new QStackedWidget)
{
    setObjectName(QStringLiteral("settingsPage"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
    m_stack->addWidget(scrolling(new ListenerSettings(theme, presenter)));
    m_stack->addWidget(scrolling(new AppearanceSettings(theme, settings)));
    m_stack->addWidget(scrolling(new EnvironmentSettings(theme, presenter)));
}

std::vector<ViewEntry> SettingsPage::views()
{
    std::vector<ViewEntry> entries;
    for (const Section& section : m_sections)
        entries.push_back({section.id, section.title, section.icon, {models::PlaceKind::Settings}, this});
    return entries;
}

void SettingsPage::setPlace(const models::Place&)
{}

void SettingsPage::setView(const QString& id)
{
    for (std::size_t i = 0; i < m_sections.size(); ++i) {
        if (m_sections[i].id == id)
            m_stack->setCurrentIndex(static_cast<int>(i));
    }
}

QList<QWidget*> SettingsPage::regions() const
{
    return {m_stack};
}

} // namespace hw::widgets
