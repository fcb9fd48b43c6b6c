#pragma once

#include "ui/models/newsourcepresenter.h"
#include "ui/widgets/page.h"
#include "ui/widgets/setupparts.h"

#include <array>
#include <vector>

class QScrollArea;
class QStackedWidget;

namespace hw::widgets {

class Button;
class SetupStepPane;
class SetupTestPane;
class SetupWaiting;

/// The set-up of a source: providers, steps, what the step asks for, what is waited for.
class NewSourcePage final : public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NewSourcePage)

public:
    /// Both outlive the page.
    NewSourcePage(const Theme& theme, models::NewSourcePresenter& presenter, QWidget* parent = nullptr);
    ~NewSourcePage() override;

    void setPlace(const models::Place& place) override;
    [[nodiscard]] QList<QAction*> headerActions() const override { return {m_all, m_import, m_cancel}; }

Q_SIGNALS:
    /// A source is to be taken from a file instead.
    void importWanted();

protected:
    void showEvent(QShowEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildProviders();
    [[nodiscard]] QWidget* buildFooter();
    void refresh();
    void refreshProviders();
    void goNext();
    void sendTest();

    const Theme& m_theme;
    models::NewSourcePresenter& m_presenter;
    QAction* m_all;
    QAction* m_import;
    QAction* m_cancel;
    QWidget* m_providers;
    std::vector<ProviderCard*> m_cards;
    std::vector<QString> m_cardKeys; ///< beside m_cards; empty = all of them
    std::array<StepButton*, models::setupStepCount> m_steps{};
    std::array<SetupStepPane*, models::setupStepCount> m_panes{};
    SetupTestPane* m_testPane = nullptr;
    QStackedWidget* m_stack;
    SetupWaiting* m_waiting;
    QWidget* m_waitingArea;
    Label* m_hint;
    Button* m_back;
    Button* m_skip;
    Button* m_continue;
    std::optional<models::SetupStep> m_shownStep;
    QString m_shownKey;
};

} // namespace hw::widgets
