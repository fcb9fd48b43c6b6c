#include "ui/widgets/settingspage.h"

#include "ui/widgets/layouts.h"
#include "ui/widgets/settingsenvironments.h"
#include "ui/widgets/settingssections.h"

#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <array>

namespace hw::widgets {

namespace {

constexpr std::array sections{"settings-listener", "settings-appearance", "settings-environments"}; ///< as in the stack

} // namespace

SettingsPage::SettingsPage(Theme& theme, models::SettingsPresenter& presenter, QSettings& settings, QWidget* parent)
    : Page(parent)
    , m_stack(new QStackedWidget)
{
    setObjectName(QStringLiteral("settingsPage"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
    m_stack->addWidget(scrolling(new ListenerSettings(theme, presenter)));
    auto* appearance = new AppearanceSettings(theme, settings);
    m_stack->addWidget(scrolling(appearance));
    connect(appearance, &AppearanceSettings::languageChosen, this, &SettingsPage::languageChosen);
    m_stack->addWidget(scrolling(new EnvironmentSettings(theme, presenter)));
}

std::vector<ViewEntry> SettingsPage::views(const LazyPage& page)
{
    const std::array titles{tr("Listener"), tr("Appearance"), tr("Environments")};
    constexpr std::array icons{Icon::Play, Icon::Eye, Icon::Key};
    std::vector<ViewEntry> entries;
    for (std::size_t i = 0; i < sections.size(); ++i)
        entries.push_back({QString::fromLatin1(sections[i]), titles[i], icons[i], {models::PlaceKind::Settings}, page});
    return entries;
}

void SettingsPage::setPlace(const models::Place&)
{}

void SettingsPage::setView(const QString& id)
{
    for (std::size_t i = 0; i < sections.size(); ++i) {
        if (id == QLatin1String(sections[i]))
            m_stack->setCurrentIndex(static_cast<int>(i));
    }
}

QList<QWidget*> SettingsPage::regions() const
{
    return {m_stack};
}

} // namespace hw::widgets
