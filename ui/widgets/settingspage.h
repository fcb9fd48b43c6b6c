#pragma once

#include "ui/models/settingspresenter.h"
#include "ui/widgets/mainwindow.h"
#include "ui/widgets/page.h"

class QSettings;
class QStackedWidget;

namespace hw::widgets {

/// The settings, a view for each section.
class SettingsPage final : public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SettingsPage)

public:
    /// All outlive the page; `settings` keeps what is this person's alone.
    SettingsPage(Theme& theme, models::SettingsPresenter& presenter, QSettings& settings, QWidget* parent = nullptr);

    /// The entries to add to the window.
    [[nodiscard]] static std::vector<ViewEntry> views(const LazyPage& page);

    void setPlace(const models::Place& place) override;
    void setView(const QString& id) override;
    [[nodiscard]] QList<QWidget*> regions() const override;

Q_SIGNALS:
    /// `settings` name another language than before.
    void languageChosen();

private:
    QStackedWidget* m_stack; ///< of the views, in their order
};

} // namespace hw::widgets
