// A stage of your own in the chain: it writes "per cent" as the house wants it.
#include <iostream>
#include <mtmend/mtmend.hpp>

class HouseStyle : public mtmend::Stage {
  public:
    const mtmend::StageCard& card() const override { return card_; }

    /// Asked of every article, of those that show no signal too.
    bool wakes(const mtmend::Document&) const override { return true; }

    void propose(const mtmend::Document& document, mtmend::EditSink& sink) const override {
        const auto& words = document.words();
        for (std::size_t i = 0; i + 1 < words.size(); ++i) {
            const mtmend::Span<mtmend::Working> both{words[i].at.begin, words[i + 1].at.end};
            if (document.text(both) == "per cent")
                sink.propose(
                    {both, "percent", "house/percent", mtmend::Confidence::safe, "one word here", {}});
        }
    }

  private:
    mtmend::StageCard card_{"house", "Writes words as the house does.", mtmend::signals::any};
};

int main() {
    // Before `quotes`: what is in quotation marks last of all.
    const mtmend::Pipeline pipeline =
        mtmend::open_pipeline().with(std::make_shared<const HouseStyle>(), "quotes");
    const mtmend::Report report = pipeline.clean("The allies met in kyiv.Some 25 per cent of them left.");
    std::cout << report.clean << '\n';
    for (const auto& edit : report.edits)
        for (const auto& step : edit.steps) std::cout << step.rule << ": " << edit.after << '\n';
    // Names are checked, and errors come as values where a program wants them so.
    const auto bad = pipeline.try_clean("caf\xe9");
    std::cout << (bad ? "" : bad.error().text) << '\n';
}
